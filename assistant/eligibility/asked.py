"""What a turn of a conversation asks for: a decision about the asker, a figure to look up, or nothing because it answers."""

from __future__ import annotations

import re

_WE = r"(?:we|i|us|our (?:company|firm|business|factory|plant)|my (?:company|firm|business|family|household))"
_GET = r"(?:get|receive|claim|apply for|be given)"
_DECISION = re.compile(
    rf"\b(?:are|am|is|would|will|could|can|may) {_WE} (?:\w+ )?(?:be )?(?:eligible|entitled|qualif\w+|covered|allowed to apply)"
    rf"|\b(?:do|would|could|can|will|does|might) {_WE} (?:(?:still|also|really|actually) )?(?:qualify|{_GET}\b(?! to))"
    rf"|\bif {_WE} (?:are|am|is) (?:eligible|entitled)|\bif {_WE} (?:can (?:get|receive|claim)|qualif(?:y|ies))"
    rf"|\b(?:what|which|how much)\b[^?.;]{{0,60}}?\b(?:do|can|could|would|will|may|might|should) {_WE} (?:{_GET}|expect)\b"
    rf"|\b(?:what|which|how much)\b[^?.;]{{0,40}}?\b(?:are|am) {_WE} (?:entitled to|eligible for)"
    rf"|\b(?:eligible|qualif\w+)\s*\?"
    r"|(?:받|타|신청할)\s?(?:을\s?)?수\s?(?:가\s?)?(?:있|없)(?:나요|을까|습니까|는지|어요|을지|나\?|는가)"
    r"|(?:자격|대상)(?:이|에)?\s?(?:되|있|해당)?(?:나요|될까요|됩니까|인가요|입니까|인지|는지|돼요)"
    r"|해당(?:되나요|하나요|될까요|됩니까|되는지)"
    r"|(?:얼마나?|얼마까지|얼마를|무엇을|뭘|어떤[^?.]{0,14})\s?(?:지원\s?)?(?:받(?:을|나요|습니까|게)|나오나요|나올까요)",
    re.I,
)
_LOOKUP = re.compile(
    r"\b(?:how (?:long|many|soon|often)|when|where|who|whom|why|by when|until when)\b|\bwhat (?!if\b|about\b)|\bwhich\b|\bhow much\b"
    r"|언제|어디|누구|누가|왜|며칠|몇\s?(?:명|년|개월|%|프로|퍼센트|곳|개)|얼마|무엇|뭐|무슨|어떤|어떻게",
    re.I,
)
_UNSURE = re.compile(
    r"^\W*(?:(?:i|we) (?:do not|don't|can't) (?:know|say)(?: yet)?|no idea|(?:(?:i am|i'm|we are|we're) )?not sure"
    r"|unknown|not decided(?: yet)?"
    r"|(?:잘\s?)?모르(?:겠|ㅂ|는|)\S*|몰라\S*|모름|미정\S*|아직\s?(?:모\S+|정하지\S*(?:\s?\S+)?))\W*$",
    re.I,
)
_ANY = re.compile(
    rf"\b(?:what|which)(?: \w+){{0,4}} (?:can|could|do|would|will|may) {_WE} (?:{_GET}|expect)\b(?! (?:from|under|for)\b)"
    r"|(?:어떤|무슨)\s?(?:지원|제도|혜택|보조금)|(?:무엇을|뭘)\s?받을",
    re.I,
)
_POLITE = re.compile(r"^\W*(?:thanks?|thank you|ok(?:ay)?|hello|hi|bye|goodbye|great|감사|고마|안녕|알겠|수고)", re.I)
_BRIDGE = re.compile(
    r"\b(?:and|but|so|then|or|what|how|about|if|in|to|at|for|near|it|is|was|were|we|i|our|us|be|moved?|go|went|goes|instead|the|site|new|plant|factory"
    r"|place|located)\b|그럼|그러면|그리고|만약|혹시|대신|새|공장|(?:으로|로|에서|에)?\s?(?:가|옮기|이전하)?(?:면요?|은요|는요|이면요?|라면요?|이라면요?|도요)?$",
    re.I,
)


def wants_decision(text: str) -> bool:
    """Whether somebody asks if, or how much of, something is open to himself."""
    return bool(_DECISION.search(text))


def wants_any(text: str) -> bool:
    """Whether a text asks what there is, whatever the programme."""
    return bool(_ANY.search(text))


def looks_up(text: str) -> bool:
    """Whether a text asks for something that the documents say of everybody: when, how long, which."""
    return bool(_LOOKUP.search(text)) and not wants_decision(text)


def is_unsure(text: str) -> bool:
    """Whether a text only says that the answer is not known."""
    return bool(_UNSURE.search(text.strip()))


def is_polite(text: str) -> bool:
    """Whether a text is a greeting or thanks."""
    return bool(_POLITE.search(text))


def is_bare(rest: str) -> bool:
    """Whether nothing but little words is left of a turn from which a name was taken: "and in …?"."""
    left = re.sub(r"[\W_]+", " ", rest).strip()
    return not re.sub(r"[\W_]+", "", _BRIDGE.sub(" ", left))
