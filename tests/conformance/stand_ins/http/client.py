"""Stands for http.client."""


class HTTPException(Exception):
    pass
