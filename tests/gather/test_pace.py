import asyncio

from rawi.gather import pace as module
from rawi.gather.pace import Pace


def test_turns_come_in_the_order_of_asking():
    async def run():
        pace, order = Pace(pause=0.0, longest_pause=1.0, longest_hold=1.0), []

        async def ask(number):
            async with pace.turn("barq.example"):
                order.append(number)
                await asyncio.sleep(0)

        await asyncio.gather(*(ask(number) for number in range(5)))
        return order

    assert asyncio.run(run()) == [0, 1, 2, 3, 4]


def test_holds_and_delays_are_bounded():
    async def run():
        pace = Pace(pause=0.0, longest_pause=0.01, longest_hold=5.0)
        pace.hold("barq.example", 10_000)
        pace.hold("sada.example", -3)
        pace.slow_down("barq.example", float("inf"))
        pace.slow_down("barq.example", -1)
        return pace.held("barq.example"), pace.held("sada.example"), pace.held("other.example")

    long, short, none = asyncio.run(run())
    assert 4 < long <= 5
    assert 0 < short <= 1
    assert none == 0


def test_only_so_many_hosts_are_remembered(monkeypatch):
    monkeypatch.setattr(module, "REMEMBERED", 3)

    async def run():
        pace = Pace(pause=0.0, longest_pause=1.0, longest_hold=100.0)
        async with pace.turn("kept.example"):
            for number in range(10):
                async with pace.turn(f"{number}.example"):
                    pass
            return len(pace._hosts), "kept.example" in pace._hosts

    size, kept = asyncio.run(run())
    assert size <= 3
    assert kept
