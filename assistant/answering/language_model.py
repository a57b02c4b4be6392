"""The language model that the user names, through LangChain. Nothing of it is imported before one is named."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel

from assistant.errors import SettingsError

# Providers that this package has an extra for; any other one works once its LangChain package is installed.
_EXTRAS = {"openai": "llm-openai", "ollama": "llm-ollama", "anthropic": "llm-anthropic"}


def open_language_model(name: str, seconds: float) -> BaseChatModel:
    """The model named `provider:model`; a request to it ends after `seconds`. Raises SettingsError."""
    provider, colon, model = name.partition(":")
    if not (provider and colon and model):
        raise SettingsError(f"POLICY_LLM: expected provider:model, got {name!r}.", "Write for example ollama:llama3.2.")
    from langchain.chat_models import init_chat_model

    try:
        # No second try: the quoted answer is there already, and whoever asked is waiting.
        opened = init_chat_model(model, model_provider=provider, timeout=seconds, max_retries=0)
    except ImportError:
        extra = _EXTRAS.get(provider)
        package = f"'policy-assistant[{extra}]'" if extra else f"langchain-{provider}"
        raise SettingsError(f"POLICY_LLM: {name} needs a package that is not installed.", f"Run: pip install {package}") from None
    except Exception as error:  # noqa: BLE001  # each provider has its own errors for a missing key or an unknown name
        raise SettingsError(f"POLICY_LLM: {name} can't be used: {(str(error) or type(error).__name__).splitlines()[0]}") from None
    return opened
