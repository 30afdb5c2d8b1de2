"""The door of the page: `python ui.py [--index DIR] [--host H] [--port P]`. The rooms are in `web/`."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.errors import SettingsError
from ingest.records import Language
from ingest.settings import Settings
from web.strings import text

HOST, PORT = "127.0.0.1", 7860
CORPUS = Path(__file__).resolve().parent / "corpus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until stopped. Returns 0 after a stop, 1 when the address is taken, 2 for a usage or settings error."""
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        print(error.text("fr"), file=sys.stderr)
        return 2
    language = settings.language
    options = _options(arguments, settings)
    if not 0 <= options.port <= 65535:
        print(text("command.port_range", language, port=options.port), file=sys.stderr)
        return 2
    try:
        listening = _listen(options.host, options.port)
    except OSError:
        print(text("command.busy", language, host=options.host, port=options.port), file=sys.stderr)
        return 1
    with listening:
        return _serve(listening, options.host, replace(settings, index=options.index), language)


def _serve(listening: socket.socket, host: str, settings: Settings, language: Language) -> int:
    # Imported here: Gradio takes seconds, and a mistake on the command line should be told at once.
    from web.prepare import preparation
    from web.server import create_app
    from web.serving import Server
    from web.startup import Startup

    startup = Startup(preparation(settings, [str(CORPUS)]))
    app = create_app(startup, language)
    shown = f"[{host}]" if ":" in host else host
    print(text("command.address", language, url=f"http://{shown}:{listening.getsockname()[1]}"), flush=True)
    startup.start()
    with suppress(KeyboardInterrupt):  # uvicorn has already stopped in good order and hands the signal on
        Server(app).run(sockets=[listening])
    if not startup.progress.settled:
        # Native code that is still loading or computing in the background aborts an orderly exit. Nothing is lost by a
        # hard one: an index is published whole or not at all.
        sys.stdout.flush()
        os._exit(0)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    return socket.create_server((host, port), family=family)


def _options(arguments: Sequence[str] | None, settings: Settings) -> argparse.Namespace:
    language = settings.language
    parser = argparse.ArgumentParser(prog="python ui.py", description=text("command.description", language))
    of_index = text("command.index", language, default=settings.index)
    of_host = text("command.host", language, default=HOST)
    of_port = text("command.port", language, default=PORT)
    parser.add_argument("--index", type=Path, default=settings.index, metavar="DIR", help=of_index)
    parser.add_argument("--host", default=HOST, metavar="H", help=of_host)
    parser.add_argument("--port", type=int, default=PORT, metavar="P", help=of_port)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
