// Standard output and the messages of programs that end early.
//
// Output to a file or pipe is collected in one buffer; to a terminal it is written at once. Whoever ends the process
// flushes first. The lock makes one print one piece of output, also from the bodies of parallel loops.
#include "syscall.h"

enum { BUFFER = 16384, UNKNOWN = 0, COLLECT = 1, DIRECT = 2 };
static char buffer[BUFFER];
static u32 used;
static u32 mode;
static u32 lock;

static void acquire(void) {
  u32 expected = 0;
  if (likely(__atomic_compare_exchange_n(&lock, &expected, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))) return;
  while (__atomic_exchange_n(&lock, 2, __ATOMIC_ACQUIRE) != 0) rt_wait(&lock, 2);
}
static void release(void) {
  if (__atomic_exchange_n(&lock, 0, __ATOMIC_RELEASE) == 2) rt_wake(&lock, 1);
}

static i64 write_all(i64 fd, const char *from, i64 length) {
  i64 done = 0;
  while (done < length) {
    i64 wrote = syscall3(SYS_write, fd, (i64)(from + done), length - done);
    if (wrote == -4) continue;
    if (wrote < 0) return wrote;
    done += wrote;
  }
  return done;
}

static void flush_locked(void) {
  u32 count = used;
  used = 0;
  if (count) write_all(1, buffer, count);
}

RT_API void rt_flush(void) {
  if (__atomic_load_n(&used, __ATOMIC_RELAXED) == 0) return;
  acquire();
  flush_locked();
  release();
}

static void put(const char *text, i64 length) {
  acquire();
  if (mode == UNKNOWN) mode = rt_isatty(1) ? DIRECT : COLLECT;
  if (length > BUFFER - (i64)used) flush_locked();
  if (mode == DIRECT || length > BUFFER) {
    write_all(1, text, length);
  } else {
    __builtin_memcpy(buffer + used, text, (u64)length);
    used += (u32)length;
  }
  release();
}

RT_API void rt_print(const char *text, i64 length) { put(text, length); }

// Standard output goes through the buffer; what was printed before stands before an error message in a shared log.
RT_API i64 rt_write(i64 fd, const void *from, i64 length) {
  if (fd == 1) {
    put(from, length);
    return length;
  }
  if (fd == 2) rt_flush();
  return write_all(fd, from, length);
}

// A message is put together on the stack, so that it is written in one piece.
typedef struct {
  char text[2048];
  i64 length;
} Message;

static void add(Message *message, const char *text, i64 length) {
  i64 room = (i64)sizeof message->text - message->length;
  if (length > room) length = room;
  __builtin_memcpy(message->text + message->length, text, (u64)length);
  message->length += length;
}
static void add_number(Message *message, i64 value) {
  char digits[20];
  i64 at = 20;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  add(message, digits + at, 20 - at);
}
static void add_place(Message *message, const char *file, i64 file_length, i64 line, i64 column) {
  if (file_length <= 0) return;
  add(message, file, file_length);
  add(message, ":", 1);
  add_number(message, line);
  add(message, ":", 1);
  add_number(message, column);
  add(message, ": ", 2);
}
static NORETURN void end_with(Message *message, const char *text, i64 length) {
  // A long text does not fit the message: it follows on its own.
  rt_flush();
  write_all(1, message->text, message->length);
  write_all(1, text, length);
  write_all(1, "\n", 1);
  rt_sys_exit(1);
}

RT_API NORETURN void rt_assert_fail(const char *text, i64 length, const char *file, i64 file_length, i64 line,
                                    i64 column) {
  Message message;
  message.length = 0;
  add(&message, "At: ", 4);
  add_place(&message, file, file_length, line, column);
  add(&message, "Assert Error: ", 14);
  end_with(&message, text, length);
}

RT_API NORETURN void rt_abort(const char *text, i64 length, const char *file, i64 file_length, i64 line, i64 column) {
  Message message;
  message.length = 0;
  add(&message, "ABORT: ", 7);
  add_place(&message, file, file_length, line, column);
  end_with(&message, text, length);
}

RT_API NORETURN void rt_unhandled(const char *text, i64 length) {
  static const char head[] = "Unhandled exception caught during execution: ";
  rt_flush();
  write_all(2, head, sizeof head - 1);
  write_all(2, text, length);
  write_all(2, "\n", 1);
  rt_sys_exit(1);
}
