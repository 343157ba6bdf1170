/* SPDX-License-Identifier: MIT */
/* Elements that are told by URI what to read or write, and helpers for URIs. */
#pragma once

#include <weir/graph/types.h>

G_BEGIN_DECLS

#define WEIR_TYPE_URI_HANDLER (weir_uri_handler_get_type ())
WEIR_API GType weir_uri_handler_get_type (void) G_GNUC_CONST;
#define WEIR_URI_HANDLER(object)                                                                   \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), WEIR_TYPE_URI_HANDLER, WeirURIHandler))
#define WEIR_IS_URI_HANDLER(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), WEIR_TYPE_URI_HANDLER))
#define WEIR_URI_HANDLER_GET_INTERFACE(object)                                                     \
  (G_TYPE_INSTANCE_GET_INTERFACE ((object), WEIR_TYPE_URI_HANDLER, WeirURIHandlerInterface))

/**
 * WeirURIType:
 * @WEIR_URI_UNKNOWN: no URIs
 * @WEIR_URI_SINK: it writes to what the URI names
 * @WEIR_URI_SRC: it reads from what the URI names
 *
 * What an element does with a URI.
 */
typedef enum {
  WEIR_URI_UNKNOWN = 0,
  WEIR_URI_SINK = 1,
  WEIR_URI_SRC = 2,
} WeirURIType;

WEIR_API GType weir_uri_type_get_type (void) G_GNUC_CONST;
#define WEIR_TYPE_URI_TYPE (weir_uri_type_get_type ())

#define WEIR_URI_TYPE_IS_VALID(type) ((type) == WEIR_URI_SRC || (type) == WEIR_URI_SINK)

/**
 * WeirURIHandler:
 *
 * An element that takes a URI. Which kinds of URI stands in its info (`uri_protocols`, `uri_type`).
 */
typedef struct _WeirURIHandler WeirURIHandler;
typedef struct _WeirURIHandlerInterface WeirURIHandlerInterface;

/**
 * WeirURIHandlerInterface:
 * @parent: the interface's head
 * @get_uri: any thread: the URI in force
 * @set_uri: any thread: takes a URI; its scheme is one of the element's
 *
 * What an element that takes a URI implements.
 */
struct _WeirURIHandlerInterface {
  GTypeInterface parent;

  char *(*get_uri) (WeirURIHandler *handler);
  gboolean (*set_uri) (WeirURIHandler *handler, const char *uri, GError **error);
};

WEIR_API WeirURIType weir_uri_handler_get_uri_type (WeirURIHandler *handler);
WEIR_API const char *const *weir_uri_handler_get_protocols (WeirURIHandler *handler);
WEIR_API char *weir_uri_handler_get_uri (WeirURIHandler *handler);
WEIR_API gboolean weir_uri_handler_set_uri (WeirURIHandler *handler, const char *uri,
                                            GError **error);

WEIR_API gboolean weir_uri_protocol_is_valid (const char *protocol);
WEIR_API gboolean weir_uri_is_valid (const char *uri);
WEIR_API char *weir_uri_get_protocol (const char *uri);
WEIR_API gboolean weir_uri_has_protocol (const char *uri, const char *protocol);
WEIR_API char *weir_uri_get_location (const char *uri);
WEIR_API char *weir_uri_construct (const char *protocol, const char *location);
WEIR_API char *weir_filename_to_uri (const char *filename, GError **error);

G_END_DECLS
