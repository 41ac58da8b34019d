"""Servers on loopback that answer as a case says: the other sites of the tests.

An answer is what stands under a path in `answers:` of a case, or a list of answers, of which the
last is given again and again:

    status: 200                     # what it is without
    headers: {NAME: VALUE}
    body: <p>…                      # HTML, if no header says something else
    cut: true                       # less is sent than is promised
    silent: true                    # nothing is answered at all, the connection stays open
    closed: true                    # the connection is closed without an answer
    unless: {HEADER: TEXT}          # where a header of the request holds that, all is well
"""

import contextlib
import socket
import ssl
from collections import Counter
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

# The first byte of a connection that speaks TLS (https://www.rfc-editor.org/rfc/rfc8446#section-5.1).
_HANDSHAKE = b"\x16"
_FINE = {"body": "<!doctype html><title>Fine</title><p>All is well."}


class Server(ThreadingHTTPServer):
    """Answers by path, on a port of its own; with a `context` over TLS, too.

    `asked` counts what was asked for, by path; `most_at_once` is how much at the same time.
    """

    daemon_threads = True

    def __init__(
        self, answers: Mapping[str, Any], context: ssl.SSLContext | None, *, is_plain: bool
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: Counter[str] = Counter()
        self.at_once = self.most_at_once = 0
        self.lock = Lock()
        self.ended = Event()
        self._context = context
        self._is_plain = is_plain

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asks may turn away, as from a bad certificate."""

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection; what it speaks is left to the thread that serves it."""
        connection, address = super().get_request()
        connection.settimeout(30)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in what it speaks, if that is spoken here."""
        with contextlib.suppress(OSError):
            is_tls = request.recv(1, socket.MSG_PEEK) == _HANDSHAKE
            if is_tls and self._context is not None:
                with self._context.wrap_socket(request, server_side=True) as encrypted:
                    super().finish_request(encrypted, client_address)
            elif self._is_plain and not is_tls:
                super().finish_request(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base names it)
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer as the case says, and count."""
        with self.server.lock:
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        self.server.ended.wait(0.02)  # whoever asks for more at the same time does so now
        with self.server.lock:
            self.server.at_once -= 1
        given = self.server.answers.get(self.path, {"status": 404, "body": "nothing is here"})
        several = given if isinstance(given, list) else [given]
        answer = several[min(self.server.asked[self.path], len(several) - 1)]
        self.server.asked[self.path] += 1
        if any(
            text in self.headers.get(name, "") for name, text in answer.get("unless", {}).items()
        ):
            answer = _FINE
        if answer.get("silent"):
            self.server.ended.wait(20)
        elif not answer.get("closed"):
            self._send(answer)

    def _send(self, answer: Mapping[str, Any]) -> None:
        body = answer.get("body", "").encode()
        headers = {"Content-Type": "text/html; charset=utf-8"} | answer.get("headers", {})
        self.send_response(answer.get("status", 200))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (1000 if answer.get("cut") else 0)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def serving(
    answers: Mapping[str, Any], context: ssl.SSLContext | None = None, *, is_plain: bool = True
) -> Iterator[Server]:
    """Serve `answers` until it is left."""
    server = Server(answers, context, is_plain=is_plain)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
