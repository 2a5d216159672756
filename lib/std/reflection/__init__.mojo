"""Looking at types, functions and places in the source at compile time."""

from std.reflection.reflected import Reflected, reflect
from std.reflection.location import SourceLocation, call_location, source_location
# from std.reflection.function_name import ReflectedFn, get_function_name, get_linkage_name, reflect_fn
