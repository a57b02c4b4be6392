"""Build in a child process that is killed without warning. Used by test_index_kill.py.

Usage: python killed_builds.py CORPUS INDEX. Each line on standard input is "SECONDS" (kill the build after so long, 0: let it
end) or the name of a call of the last step before which the build kills itself ("rename", "replace"). Each is answered by one
line: how the build ended (0, or minus the signal) and how long it took, in seconds.
"""

import os
import signal
import sys
import time
from pathlib import Path

from assistant.index.build import build_index
from assistant.testing.embedder import HashEmbedder


class SlowEmbedder(HashEmbedder):
    """Takes its time, so that there is a middle to be killed in."""

    def _vector(self, text):
        time.sleep(0.002)
        return super()._vector(text)


def dying(_self, _target):
    os.kill(os.getpid(), signal.SIGKILL)


def build(corpus, index, order):
    if order in ("rename", "replace"):
        setattr(Path, order, dying)
    build_index(Path(corpus), Path(index), lambda _: SlowEmbedder())


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(corpus, index):
    say("ready")
    for line in sys.stdin:
        order = line.strip()
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                build(corpus, index, order)
                code = 0
            finally:
                os._exit(code)
        if order not in ("rename", "replace") and float(order):
            time.sleep(float(order))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        say(f"{os.waitstatus_to_exitcode(status)} {time.monotonic() - started}")


if __name__ == "__main__":
    main(*sys.argv[1:])
