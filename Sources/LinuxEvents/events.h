// epoll and timerfd, which Swift's own module of the C library leaves out. Declarations only; macOS has kqueue.
#if defined(__linux__)
#include <sys/epoll.h>
#include <sys/timerfd.h>
#endif
