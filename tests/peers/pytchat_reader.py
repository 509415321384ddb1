"""pytchat, unchanged, reads the chat of a video: `pytchat_reader.py BASE VIDEO`.

Its HTTP client asks BASE in place of https://www.youtube.com. Prints one line of JSON for each
item, and at the end of the chat why it ended.
"""

import json
import sys
import time

import httpx
import pytchat.core.pytchat as core


class Elsewhere(httpx.HTTPTransport):
    def __init__(self, base):
        super().__init__()
        self.base = httpx.URL(base)

    def handle_request(self, request):
        base = self.base
        request.url = request.url.copy_with(scheme=base.scheme, host=base.host, port=base.port)
        return super().handle_request(request)


def tell(**fields):
    print(json.dumps(fields), flush=True)


def main(base, video):
    client = httpx.Client(transport=Elsewhere(base), trust_env=False)
    chat = core.PytchatCore(video, client=client)
    while chat.is_alive():
        for item in chat.get().items:
            author = item.author
            tell(
                id=item.id,
                kind=item.type,
                by=author.name,
                text=item.message,
                amount=item.amountString,
                member=author.isChatSponsor,
                owner=author.isChatOwner,
            )
        # It sets itself no pace.
        time.sleep(0.1)
    try:
        chat.raise_for_status()
        tell(end=None)
    except Exception as error:
        tell(end=type(error).__name__)


main(*sys.argv[1:])
