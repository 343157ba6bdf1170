/* SPDX-License-Identifier: MIT */
/* Pipes and terminals are read and written without ever waiting in a step: first it is asked whether that would take
 * time, and if so the engine tells when it won't. The descriptor isn't made non-blocking, which would hold for whoever
 * shares it, too. */
#include "plugins/sources/ready.h"

#include <poll.h>
#include <sys/epoll.h>

gboolean
weir_descriptor_is_ready (int fd, guint epoll_events)
{
  struct pollfd asked = { .fd = fd };

  if ((epoll_events & EPOLLIN) != 0)
    asked.events |= POLLIN;
  if ((epoll_events & EPOLLOUT) != 0)
    asked.events |= POLLOUT;
  return poll (&asked, 1, 0) > 0;
}
