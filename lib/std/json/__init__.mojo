"""JSON (RFC 8259).

```mojo
from std.json import loads

def main() raises:
    var data = loads('[{"value": 1.5}, {"value": 2}]')
    for item in data:
        print(item["value"].as_float())
```
"""

from std.json.error import JSONError
from std.json.text import dumps, load, loads
from std.json.value import JSONElements, JSONMember, JSONMembers, JSONValue, JSONView
