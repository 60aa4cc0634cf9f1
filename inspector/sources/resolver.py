"""From an address, a Pith Number or an arXiv id to the bytes and the name they go by.

What a resolver answers to an arXiv id is not documented: it is taken for the document itself
where it is one, and otherwise only for the Pith Number it names.
"""

import time
from dataclasses import dataclass
from http import HTTPStatus

import orjson

from inspector.errors import HttpStatusError, NetworkError
from inspector.messages import Place
from inspector.progress import Checkpoint
from inspector.sources.address import address_below, parse_address
from inspector.sources.options import SourceOptions
from inspector.sources.plan import Plan, bundle_target
from inspector.sources.reference import Asked, PithNumber, pith_number
from inspector.sources.web import Download, download


@dataclass(frozen=True, slots=True)
class Retrieved:
    """``host`` is the one that gave ``data`` in the end, by way of ``proxy`` where one was used;
    ``asked`` is the record that it must be of, where one was named."""

    data: bytes
    name: str
    url: str
    host: str
    proxy: str
    asked: Asked | None


def retrieve(plan: Plan, options: SourceOptions, checkpoint: Checkpoint) -> Retrieved:
    """What a plan for the network leads to, all within one deadline.

    Raises what ``download`` raises.
    """
    deadline = time.monotonic() + options.deadline
    found = download(parse_address(plan.url), options, checkpoint, deadline)
    if plan.kind == "arxiv id":
        return _resolved(plan, found, options, checkpoint, deadline)
    name = found.address.file_name if plan.kind == "address" else plan.name
    return _retrieved(found, name, plan.asked)


def _retrieved(found: Download, name: str, asked: Asked | None) -> Retrieved:
    return Retrieved(found.data, name, found.address.url, found.address.host, found.proxy, asked)


def _resolved(
    plan: Plan, answer: Download, options: SourceOptions, checkpoint: Checkpoint, deadline: float
) -> Retrieved:
    members = _members(answer.data)
    number = _number(members)
    asked = plan.asked
    if number and asked:  # what the resolver names is to be met, too
        asked = asked._replace(tail=number.tail, year=number.year)
    itself = _retrieved(answer, number.text if number else plan.name, asked)
    if isinstance(members.get("bundle_type"), str):
        return itself
    if number is None:
        raise NetworkError("{} names no Pith Number for {}.", Place(plan.host), Place(plan.name))
    address = address_below(options.resolver, bundle_target(number))
    try:
        found = download(address, options, checkpoint, deadline)
    except HttpStatusError as error:
        if error.status == HTTPStatus.NOT_FOUND and isinstance(members.get("record_type"), str):
            return itself
        raise
    return _retrieved(found, number.text, asked)


def _members(answer: bytes) -> dict[str, object]:
    try:
        value = orjson.loads(answer)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _number(members: dict[str, object]) -> PithNumber | None:
    text = members.get("pith_number")
    return pith_number(text) if isinstance(text, str) else None
