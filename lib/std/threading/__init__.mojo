"""Threads, and what they wait for each other with."""

from std.multiprocessing.pool import Pool, cpu_count
from std.threading.channel import Channel
from std.threading.mutex import Condition, Mutex, MutexGuard
from std.threading.thread import Thread, current_thread_id
