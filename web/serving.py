"""The web server, stopped without noise."""

from __future__ import annotations

import logging
import socket

import uvicorn
from fastapi import FastAPI


class Server(uvicorn.Server):
    """Uvicorn for `app`, stopped within a second even while browsers keep their streams open."""

    def __init__(self, app: FastAPI, port: int = 0) -> None:
        super().__init__(uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=1))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops. An open page always holds a stream, whose end would be logged as an error with its traceback."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        try:
            await super().shutdown(sockets)
        finally:
            logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
