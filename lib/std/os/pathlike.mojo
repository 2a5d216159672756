"""What can name a file."""


trait PathLike:
    """Values that name a file."""

    def __fspath__(self) -> String:
        ...
