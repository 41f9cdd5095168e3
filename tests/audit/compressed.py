"""The application as readers get it: compressed, which in public is the work of the proxy in front."""

import gzip

from portal.wsgi import application as portal

WORTH_IT = ("text/", "application/json", "application/xml", "application/atom", "image/svg")


def application(environ, start_response):
    """Portal's own answer, as gzip where the browser takes it and it is text."""
    told = {}

    def keep(status, headers, exc_info=None):
        told.update(status=status, headers=headers)

    answer = portal(environ, keep)
    kind = dict(told["headers"]).get("Content-Type", "")
    takes_it = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    if not (takes_it and told["status"].startswith("200") and kind.startswith(WORTH_IT)):
        start_response(told["status"], told["headers"])
        return answer
    try:
        content = gzip.compress(b"".join(answer), 6)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    ours = {"content-length", "content-encoding"}
    headers = [(name, value) for name, value in told["headers"] if name.lower() not in ours]
    headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(content)))]
    start_response(told["status"], headers)
    return [content]
