"""Messages cross whole or not at all; what a stranger sends is bounded."""

import math
import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from inzage.worker import MAX_MESSAGE, Garbage, Json, wire

Pair = tuple[socket.socket, socket.socket]

numbers = some.integers(-(2**63), 2**63 - 1) | some.floats(allow_nan=False, allow_infinity=False)
texts = some.text(some.characters(exclude_categories=()))
values: some.SearchStrategy[Json] = some.recursive(
    some.none() | some.booleans() | numbers | texts,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
messages = some.dictionaries(texts, values, max_size=5)


@pytest.fixture
def pair() -> Iterator[Pair]:
    broker, worker = socket.socketpair()
    with broker, worker:
        yield broker, worker


@given(messages)
def test_a_message_comes_back_as_it_was(message: dict[str, Json]) -> None:
    assert wire.decode(wire.encode_body(message)) == message


@given(messages)
def test_one_message_has_one_form(message: dict[str, Json]) -> None:
    shuffled = dict(reversed(message.items()))
    assert wire.encode(message) == wire.encode(shuffled)


@given(some.binary(max_size=200))
def test_any_bytes_are_a_message_or_garbage(body: bytes) -> None:
    try:
        assert isinstance(wire.decode(body), dict)
    except Garbage as refused:
        assert set(refused.facts) == {"found"}


def nested(depth: int) -> bytes:
    return b'{"a":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}x",
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":9223372036854775808}',
        b'{"a":-9223372036854775809}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":1,"a":1}',
        b'{"b":{"a":1,"a":2}}',
        b'{"a":"\n"}',
        b"[]",
        b"null",
        b"7",
        b'"a"',
        nested(wire.MAX_DEPTH),
        nested(100_000),
        b"[" * MAX_MESSAGE,
        b'{"a":' * 100_000,
    ],
    ids=lambda body: body[:20].decode("latin-1") + f"_{len(body)}",
)
def test_what_is_no_message_is_garbage(body: bytes) -> None:
    with pytest.raises(Garbage):
        wire.decode(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{}", {}),
        (b' {"a" : 1 } ', {"a": 1}),
        (b'{"a":9223372036854775807}', {"a": 2**63 - 1}),
        (b'{"a":-9223372036854775808}', {"a": -(2**63)}),
        (b'{"a":1e308}', {"a": 1e308}),
        (b'{"a":"\\ud800"}', {"a": "\ud800"}),
    ],
)
def test_near_misses_are_messages(body: bytes, message: dict[str, Json]) -> None:
    assert wire.decode(body) == message


def test_the_deepest_message_is_taken() -> None:
    assert wire.decode(nested(wire.MAX_DEPTH - 1)) != {}


@pytest.mark.parametrize("value", [math.nan, math.inf, {1}, b"x", object()])
def test_what_is_no_json_is_not_sent(value: object) -> None:
    with pytest.raises(wire.Unsendable):
        wire.encode({"a": value})  # type: ignore[dict-item]


def test_the_largest_message_is_sent_and_one_byte_more_is_not(pair: Pair) -> None:
    room = MAX_MESSAGE - len('{"a":""}')
    largest = wire.encode({"a": "x" * room})
    threading.Thread(target=wire.send, args=(pair[0], largest)).start()
    assert wire.receive(pair[1], wire.Deadline(20)) == {"a": "x" * room}
    with pytest.raises(wire.Unsendable):
        wire.encode({"a": "x" * (room + 1)})


def test_a_length_beyond_all_is_garbage_before_anything_is_read(pair: Pair) -> None:
    pair[0].sendall(struct.pack("<I", MAX_MESSAGE + 1))
    with pytest.raises(Garbage):
        wire.receive(pair[1])


@pytest.mark.parametrize("sent", [b"", b"\x02", b"\x02\0\0\0", b"\x02\0\0\0{"])
def test_an_end_before_the_end_is_an_end(pair: Pair, sent: bytes) -> None:
    pair[0].sendall(sent)
    pair[0].shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        wire.receive(pair[1])


@pytest.mark.parametrize("sent", [b"", b"\x02\0", b"\x02\0\0\0{"])
def test_waiting_ends(pair: Pair, sent: bytes) -> None:
    pair[0].sendall(sent)
    with pytest.raises(TimeoutError):
        wire.receive(pair[1], wire.Deadline(0.01))


def test_sending_to_one_who_does_not_listen_ends(pair: Pair) -> None:
    with pytest.raises(TimeoutError):
        wire.send(pair[0], wire.encode({"a": "x" * 3_000_000}), (), wire.Deadline(0.01))


def test_a_past_deadline_is_no_wait(pair: Pair) -> None:
    with pytest.raises(TimeoutError):
        wire.Deadline(-1).arm(pair[0])


@pytest.mark.parametrize("count", [0, 1, 2, wire.MAX_DESCRIPTORS])
def test_descriptors_cross_to_the_worker_in_their_order(pair: Pair, count: int) -> None:
    ends = [os.pipe() for _ in range(count)]
    wire.send(pair[0], wire.encode({"n": count}), [readable for readable, _ in ends])
    message, descriptors = wire.receive_with_descriptors(pair[1])
    assert (message, len(descriptors)) == ({"n": count}, count)
    for number, ((readable, writable), received) in enumerate(zip(ends, descriptors, strict=True)):
        os.write(writable, bytes([number]))
        assert os.read(received, 1) == bytes([number])
        for descriptor in (readable, writable, received):
            os.close(descriptor)


def test_too_many_descriptors_are_not_sent(pair: Pair) -> None:
    with pytest.raises(wire.Unsendable):
        wire.send(pair[0], wire.encode({}), [0] * (wire.MAX_DESCRIPTORS + 1))


def test_a_worker_can_hand_the_broker_no_descriptor(pair: Pair) -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    wire.send(pair[1], wire.encode({"a": 1}), [0, 1, 2])
    assert wire.receive(pair[0]) == {"a": 1}
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_more_descriptors_than_agreed_are_garbage_to_the_worker(pair: Pair) -> None:
    socket.send_fds(pair[0], [wire.encode({})], [0] * (wire.MAX_DESCRIPTORS + 20))
    with pytest.raises(Garbage):
        wire.receive_with_descriptors(pair[1])


@given(messages, some.binary(max_size=5000))
def test_bytes_beside_a_message_come_as_they_were(message: dict[str, Json], content: bytes) -> None:
    broker, worker = socket.socketpair()
    message.pop(wire.BESIDE, None)
    with broker, worker:
        wire.send(worker, wire.encode({**message, wire.BESIDE: len(content)}))
        wire.send(worker, content)
        wire.send(worker, wire.encode({}))
        assert wire.receive_with_bytes(broker) == (message, content)
        assert wire.receive_with_bytes(broker) == ({}, b"")


@pytest.mark.parametrize("size", [-1, MAX_MESSAGE + 1, True, 1.0, "1", None, [1]])
def test_what_is_no_number_of_bytes_is_garbage(pair: Pair, size: Json) -> None:
    broker, worker = pair
    wire.send(worker, wire.encode({wire.BESIDE: size}))
    with pytest.raises(Garbage):
        wire.receive_with_bytes(broker)


def test_fewer_bytes_than_said_are_an_end(pair: Pair) -> None:
    broker, worker = pair
    wire.send(worker, wire.encode({wire.BESIDE: 5}))
    wire.send(worker, b"four")
    worker.close()
    with pytest.raises(EOFError):
        wire.receive_with_bytes(broker)


def test_for_bytes_that_do_not_come_it_waits_no_longer_than_it_may(pair: Pair) -> None:
    broker, worker = pair
    wire.send(worker, wire.encode({wire.BESIDE: 5}))
    with pytest.raises(TimeoutError):
        wire.receive_with_bytes(broker, wire.Deadline(0.05))
