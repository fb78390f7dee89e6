"""The command `workshop`: what a person can ask for in a terminal."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workshop.demo import demo
from workshop.doctor import Finding, examine
from workshop.server import serve
from workshop.settings import Settings, SettingsError, load
from workshop.simulate import simulate
from workshop.takehome import TakeHomeError, take_home

SLOWEST = 1.0
FASTEST = 1000.0
STOPPED = 130

_MARKS = {"good": "ok", "note": "--", "wrong": "!!"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except SettingsError as error:
        print("\n".join(error.lines), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workshop", description="A live facilitation server. Start with: workshop demo"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("serve", help="start the server")
    _add_server_settings(command)
    command.set_defaults(run=_serve)

    command = commands.add_parser("demo", help="start a server and watch a simulated room fill it")
    _add_server_settings(command)
    command.add_argument("--speed", type=_speed, default=20.0, help="how many times (default 20)")
    command.set_defaults(run=_demo)

    command = commands.add_parser(
        "simulate", help="play a workshop file against a server and check that nothing is lost"
    )
    command.add_argument("file", type=Path, metavar="FILE", help="a workshop file (JSON)")
    command.add_argument("--server", required=True, metavar="URL", help="http://localhost:8000")
    command.add_argument("--speed", type=_speed, default=20.0, help="how many times (default 20)")
    command.add_argument("--out", type=Path, metavar="DIR", help="keep the export there, unpacked")
    command.set_defaults(run=_simulate)

    command = commands.add_parser("export", help="write a session's bundle without a server")
    command.add_argument(
        "session", nargs="?", metavar="SESSION", help="its join code or id; needed with several"
    )
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the zip to write")
    command.add_argument("--data-dir", type=Path, metavar="DIR", help="where the database is")
    command.set_defaults(run=_export)

    command = commands.add_parser("doctor", help="say whether this machine is fit for a workshop")
    _add_server_settings(command)
    command.set_defaults(run=_doctor)
    return parser


def _add_server_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", metavar="ADDRESS", help="where to listen (default everywhere)")
    command.add_argument("--port", metavar="NUMBER", help="the port (default 8000)")
    command.add_argument("--data-dir", metavar="DIR", help="where the database is (default data)")


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SLOWEST <= speed <= FASTEST:
        message = f"{text!r} is not a number from {SLOWEST:g} to {FASTEST:g}"
        raise argparse.ArgumentTypeError(message)
    return speed


def _settings(asked: argparse.Namespace) -> Settings:
    return load(host=asked.host, port=asked.port, data_dir=asked.data_dir)


def _serve(asked: argparse.Namespace) -> int:
    return serve(_settings(asked))


def _demo(asked: argparse.Namespace) -> int:
    settings = _settings(asked)
    # Asked for, or else a port and a folder of its own: a demo disturbs nothing.
    port = settings.port if asked.port is not None else None
    return demo(asked.speed, port=port, data_dir=asked.data_dir and settings.data_dir)


def _simulate(asked: argparse.Namespace) -> int:
    return simulate(asked.file, asked.server, asked.speed, asked.out)


def _export(asked: argparse.Namespace) -> int:
    settings = load(data_dir=asked.data_dir)
    try:
        print(take_home(settings.database_url, asked.session, asked.out))
    except TakeHomeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _doctor(asked: argparse.Namespace) -> int:
    settings = _settings(asked)
    found = examine(
        port=settings.port,
        data_dir=settings.data_dir,
        database_url=settings.database_url,
        public_url=settings.public_url,
    )
    for finding in found:
        print(_line(finding))
    wrong = sum(finding.verdict == "wrong" for finding in found)
    print("Something is wrong." if wrong else "This machine is fit for a workshop.")
    return 1 if wrong else 0


def _line(finding: Finding) -> str:
    return f"{_MARKS[finding.verdict]}  {finding.about:<9} {finding.sentence}"
