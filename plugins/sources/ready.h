/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a descriptor can be read or written (EPOLLIN, EPOLLOUT) now, or has ended. Doesn't wait. Thread: any */
gboolean weir_descriptor_is_ready (int fd, guint epoll_events);

G_END_DECLS
