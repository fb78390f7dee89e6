"""The real application on a real socket, in a thread, so that a test can shorten its patience."""

import contextlib
import threading
import time
from dataclasses import dataclass

import httpx
import uvicorn
from websockets.sync.client import connect

from sessions.hub import Hub
from sessions.store import Store
from web.front import Patience
from web.site import site
from workshop.app import find_links, run_hub, whom_to_trust
from workshop.database import open_database
from workshop.server import config, listen
from workshop.settings import load

STARTS_WITHIN_S = 20


@dataclass
class Here:
    """A running server as a test sees it, without any cookie of an earlier request."""

    port: int
    hub: Hub
    server: uvicorn.Server

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def connections(self):
        """How many connections the server holds, of whatever kind."""
        return len(self.server.server_state.connections)

    def ask(self, method, path, **more):
        with httpx.Client(base_url=self.origin, trust_env=False) as client:
            return client.request(method, path, **more)

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, **more):
        return self.ask("POST", path, **more)

    def create(self, title="Spring", tables=3, **more):
        answer = self.post("/api/sessions", json={"title": title, "tables": tables, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def join(self, made, table="t1", **more):
        body = {"token": made["join_token"], "table": table, **more}
        answer = self.post("/api/join", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def socket(self, session, door, key, origin=None, **more):
        headers = {"Cookie": f"workshop={key}"} if key else {}
        address = f"ws://127.0.0.1:{self.port}/s/{session}/{door}/socket"
        more = {"compression": None, "ping_interval": None, "proxy": None, **more}
        return connect(address, origin=origin or self.origin, additional_headers=headers, **more)


def cookie(key):
    return {"Cookie": f"workshop={key}"}


@contextlib.contextmanager
def running(folder, patience=None, **given):
    settings = load(host="127.0.0.1", port=0, data_dir=folder, **given)
    engine = open_database(settings.database_url)
    hub = Hub(Store(engine), now_ms=lambda: time.time_ns() // 1_000_000)
    trusted = whom_to_trust(settings)
    links = find_links(settings, trusted)
    app = site(hub, trusted, links, run_hub(hub, engine), patience or Patience())
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(config(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        ends_at = time.monotonic() + STARTS_WITHIN_S
        while not server.started:
            assert thread.is_alive(), "the server ended at once"
            assert time.monotonic() < ends_at, "the server did not start"
            threading.Event().wait(0.01)
        yield Here(listening.getsockname()[1], hub, server)
    finally:
        server.should_exit = True
        thread.join()
