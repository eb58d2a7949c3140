"""Every named address of the portal, found by walking the URLconf."""

from django.urls import get_resolver


def named_urls(resolver=None, namespace=""):
    """Return each name with its namespace: actions:line-detail, admin:index."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names |= named_urls(pattern, inner)
        elif pattern.name:
            names.add(f"{namespace}{pattern.name}")
    return names
