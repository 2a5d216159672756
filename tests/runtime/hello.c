#include "rt.h"
i32 rt_main(void) {
  rt_print("Hello, world!\n", 14);
  return 0;
}
