// Start-up of static executables: the thread pointer, arguments and environment, then the program's entry.
#include "syscall.h"

typedef struct {
  u8 ident[16];
  u16 type, machine;
  u32 version;
  u64 entry, phoff, shoff;
  u32 flags;
  u16 ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
} Ehdr;
typedef struct {
  u32 type, flags;
  u64 offset, vaddr, paddr, filesz, memsz, align;
} Phdr;

enum { PT_TLS = 7, ARCH_SET_FS = 0x1002 };
// The linker places this symbol at the file header, which is mapped with the first segment.
extern const Ehdr __ehdr_start RT_API;

// The main thread's block. Only the runtime has thread-local variables, so this is enough; start-up checks it.
enum { MAIN_TLS = 2048, THREAD_HEAD = 64 };
static u8 main_tls[MAIN_TLS] __attribute__((aligned(64)));

static const Phdr *tls_header(void) {
  const Phdr *header = (const Phdr *)((const u8 *)&__ehdr_start + __ehdr_start.phoff);
  for (u32 i = 0; i < __ehdr_start.phnum; i++)
    if (header[i].type == PT_TLS) return header + i;
  return NULL;
}

static u64 tls_offset(const Phdr *tls) { return (tls->memsz + 63) & ~63ul; }

// Bytes that a thread's block needs.
RT_API u64 rt_tls_size(void) {
  const Phdr *tls = tls_header();
  return THREAD_HEAD + (tls ? tls_offset(tls) : 0);
}

// Builds a thread's block in zeroed memory (64-byte aligned) and returns its thread pointer.
RT_API void *rt_tls_init(u8 *block) {
  const Phdr *tls = tls_header();
#if defined(__x86_64__)
  u8 *pointer = block + (tls ? tls_offset(tls) : 0);
  u8 *data = pointer - (tls ? tls_offset(tls) : 0);
  // Variables lie right below the thread pointer, at the distance that the segment's alignment gives.
  if (tls) data = pointer - ((tls->memsz + tls->align - 1) & -tls->align);
  *(void **)pointer = pointer;
#else
  u8 *pointer = block;
  u8 *data = pointer + (tls && tls->align > 16 ? tls->align : 16);
#endif
  if (tls) {
    const u8 *image = (const u8 *)&__ehdr_start + tls->offset;
    for (u64 i = 0; i < tls->filesz; i++) data[i] = image[i];
  }
  return pointer;
}

RT_API __attribute__((noreturn, used)) void rt_start(i64 *stack) {
  i64 argc = stack[0];
  char **argv = (char **)(stack + 1);
  if (tls_header()) {
    if (rt_tls_size() > MAIN_TLS) __builtin_trap();
    void *pointer = rt_tls_init(main_tls);
#if defined(__x86_64__)
    syscall3(SYS_arch_prctl, ARCH_SET_FS, (i64)pointer, 0);
#else
    __asm__ volatile("msr tpidr_el0, %0" ::"r"(pointer));
#endif
  }
  rt_sys_init(argv, argv + argc + 1);
  rt_exit(rt_main());
}

#if defined(__x86_64__)
__attribute__((naked, noreturn)) void _start(void) {
  __asm__("xor %ebp, %ebp\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall rt_start");
}
#else
__attribute__((naked, noreturn)) void _start(void) {
  __asm__("mov x29, xzr\n\tmov x30, xzr\n\tmov x0, sp\n\tand sp, x0, #-16\n\tb rt_start");
}
#endif
