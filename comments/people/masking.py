"""An address as its owner recognises it, and nobody who looks over the shoulder learns it."""


def masked(email: str) -> str:
    """r…@example.org"""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}" if domain else ""
