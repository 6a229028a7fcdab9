"""Listen to the window as a screen reader does, on a bus and a display of its own: `python -m tests.desktop.hear_window`.

It wants the extra `accesskit`, Xvfb, dbus-run-session, at-spi2-core, and a Python with AT-SPI's bindings (--listener). It
prints every screen as the bus tells it, presses what it is told to by the bus, and leaves with 1 where nothing was heard.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DISPLAY: Final = ":78"
LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
STATUS: Final = "org.a11y.Status"
WAIT: Final = 20.0  # seconds until the window must have been heard
INSIDE: Final = "SILENCE_PROCEDURE_HEARS"
# Runs in the listener's Python, which is the system's and knows nothing of the game.
LISTENER: Final = """
import sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
STATES = {"focused": Atspi.StateType.FOCUSED, "enabled": Atspi.StateType.ENABLED, "pressed": Atspi.StateType.PRESSED,
          "checked": Atspi.StateType.CHECKED}
def walk(one, depth=0):
    yield depth, one
    for k in range(one.get_child_count()):
        yield from walk(one.get_child_at_index(k), depth + 1)
def tree():
    desk = Atspi.get_desktop(0)
    return [each for k in range(desk.get_child_count()) for each in walk(desk.get_child_at_index(k))]
def show():
    for depth, each in tree():
        states = each.get_state_set()
        told = " ".join(name for name, state in STATES.items() if states.contains(state))
        print("  " * depth + each.get_role_name(), repr(each.get_name()[:70]), told)
until = time.monotonic() + float(sys.argv[1])
while len(tree()) < 6 and time.monotonic() < until:
    time.sleep(0.2)
show()
for name in sys.argv[2:]:
    found, until = [], time.monotonic() + float(sys.argv[1])
    while not found and time.monotonic() < until:
        time.sleep(0.2)
        found = [each for _, each in tree() if name in each.get_name() and each.get_n_actions()]
    print("press", repr(name), bool(found) and found[0].do_action(0))
    if not found:
        sys.exit(1)
    time.sleep(2)
    show()
sys.exit(len(tree()) < 6)
"""


def enable() -> None:
    """Tell the bus that a screen reader runs."""
    set_it = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        words = ["org.freedesktop.DBus.Properties.Set", f"string:{STATUS}", f"string:{name}", "variant:boolean:true"]
        subprocess.run([*set_it, *words], check=True, stdout=subprocess.DEVNULL)


def listen(listener: str, presses: list[str]) -> int:
    """Start display, bus and window, and listen; return 0 where the window was heard."""
    launcher = next(path for path in LAUNCHERS if Path(path).exists())
    with tempfile.TemporaryDirectory() as home:
        about = os.environ | {"DISPLAY": DISPLAY, "XDG_DATA_HOME": home, "SDL_VIDEODRIVER": "x11"}
        about |= {"SDL_AUDIODRIVER": "dummy"}
        started = [subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)]
        time.sleep(1)
        started.append(subprocess.Popen([launcher, "--launch-immediately"], env=about, stderr=subprocess.DEVNULL))
        time.sleep(1)
        try:
            enable()
            started.append(subprocess.Popen([sys.executable, "main.py", "play"], cwd=ROOT, env=about))
            return subprocess.run([listener, "-c", LISTENER, str(WAIT), *presses], env=about, check=False).returncode
        finally:
            for each in reversed(started):
                each.terminate()
                each.wait()


def main() -> int:
    """Listen inside a bus of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listener", default=shutil.which("python3", path="/usr/bin") or sys.executable)
    parser.add_argument("presses", nargs="*", default=["Settings", "Back"], help="names of what is pressed, one by one")
    args = parser.parse_args()
    if INSIDE not in os.environ:
        words = ["dbus-run-session", "--", sys.executable, "-m", "tests.desktop.hear_window", "--listener"]
        return subprocess.run(
            [*words, args.listener, *args.presses], cwd=ROOT, env=os.environ | {INSIDE: "1"}, check=False
        ).returncode
    return listen(args.listener, args.presses)


if __name__ == "__main__":
    sys.exit(main())
