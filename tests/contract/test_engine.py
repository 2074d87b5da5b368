"""The contract of an Engine; every implementation passes it."""

import asyncio
import os
import signal
import time

import pytest

from rawi.engine.local import LocalEngine
from rawi.errors import RawiError


def double(number):
    return number * 2


def slow_when_even(number):
    time.sleep(0.02 if number % 2 == 0 else 0)
    return number


def fail_on_three(number):
    if number == 3:
        raise ValueError("three")
    return number


def die_always(number):
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(path):
    """Kill the worker at the first call for this path; answer at the second."""
    if not os.path.exists(path):
        with open(path, "w") as handle:
            handle.write("seen")
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


@pytest.fixture(params=[0, 2], ids=["this process", "two workers"])
def engine(request):
    made = LocalEngine(request.param)
    yield made
    made.close()
    made.close()


@pytest.fixture(scope="module")
def pool():
    made = LocalEngine(1)
    yield made
    made.close()


def test_map_answers_in_order(engine):
    assert list(engine.map(slow_when_even, range(30), ahead=4)) == list(range(30))


def test_map_reads_no_further_than_ahead(engine):
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    answers = engine.map(double, items(), ahead=5)
    assert next(answers) == 0
    assert len(taken) <= 5
    answers.close()


def test_an_error_stands_where_the_answer_would_have(engine):
    answers = engine.map(fail_on_three, [1, 2, 3], ahead=2)
    assert [next(answers), next(answers)] == [1, 2]
    with pytest.raises(ValueError, match="three"):
        next(answers)
    assert list(engine.map(double, [4])) == [8]


def test_run_does_not_hold_up_the_loop(engine):
    async def both():
        ticks = 0
        work = asyncio.ensure_future(engine.run(time.sleep, 0.2))
        while not work.done():
            ticks += 1
            await asyncio.sleep(0.01)
        return ticks

    assert asyncio.run(both()) > 3


def test_a_worker_that_died_is_replaced_and_its_item_tried_again(pool, tmp_path):
    assert list(pool.map(die_once, [str(tmp_path / "a")])) == ["alive"]
    assert asyncio.run(pool.run(die_once, str(tmp_path / "b"))) == "alive"


def test_an_item_that_kills_twice_is_an_error_that_names_the_stage(pool):
    with pytest.raises(RawiError, match="die_always"):
        list(pool.map(die_always, [1]))
    assert list(pool.map(double, [5])) == [10]
    with pytest.raises(RawiError, match="die_always"):
        asyncio.run(pool.run(die_always, 1))
