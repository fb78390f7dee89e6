"""The command, as somebody types it."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.spawn import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_command_is_named(capsys):
    """The help is where a newcomer starts."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(name in said for name in ("serve", "demo", "simulate", "export", "doctor"))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["simulate", "file.json"],
        ["simulate", "file.json", "--server", "x", "--speed", "0.5"],
        ["simulate", "file.json", "--server", "x", "--speed", "1001"],
        ["simulate", "file.json", "--server", "x", "--speed", "nan"],
        ["simulate", "file.json", "--server", "x", "--speed", "fast"],
        ["export"],
    ],
)
def test_a_slip_is_told(words, capsys):
    """What was typed does not fit: usage, and exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "doctor", "demo"])
def test_a_wrong_setting_is_named_with_its_value(command, capsys, monkeypatch):
    """Settings fail at start, all of them at once."""
    monkeypatch.setenv("WORKSHOP_LOG_LEVEL", "loud")

    code = main([command, "--port", "99999"])

    said = capsys.readouterr().err
    assert code == 2
    assert "PORT" in said
    assert "'99999'" in said
    assert "WORKSHOP_LOG_LEVEL='loud'" in said


def test_doctor_says_whether_the_machine_is_fit(tmp_path, capsys):
    """One line for each thing looked at, and a code for scripts."""
    code = main(["doctor", "--port", str(free_port()), "--data-dir", str(tmp_path)])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "This machine is fit for a workshop."


def test_doctor_fails_when_something_is_wrong(tmp_path, capsys):
    """A port that is taken would be found out in front of the room."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        code = main(["doctor", "--port", port, "--data-dir", str(tmp_path)])

    assert code == 1
    assert "!!  Port" in capsys.readouterr().out


def test_export_tells_what_is_missing(tmp_path, capsys):
    """No database there: a sentence, not a traceback."""
    code = main(["export", "--out", str(tmp_path / "x.zip"), "--data-dir", str(tmp_path)])

    assert code == 2
    assert "There is no database" in capsys.readouterr().err


def test_a_demo_fills_a_room_and_leaves_nothing(tmp_path):
    """One command shows a newcomer the wall; Ctrl-C ends the server with it."""
    port = free_port()
    words = ["demo", "--speed", "1000", "--port", str(port), "--data-dir", str(tmp_path)]
    running = subprocess.Popen(
        [sys.executable, "-m", "workshop", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with running:
        said = []
        for line in running.stdout:
            said.append(line)
            if "The room is quiet now" in line:
                running.send_signal(signal.SIGINT)

    assert any(f"http://127.0.0.1:{port}/s/" in line and "/wall#k=" in line for line in said)
    assert running.returncode == 130
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
