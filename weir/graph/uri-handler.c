/* SPDX-License-Identifier: MIT */
/* URIs say where a stream comes from or goes to without naming an element. Which element handles a
 * scheme is looked up in the registry (weir_element_make_from_uri ()); this is the element's side,
 * and what can be said about a URI by its text alone (RFC 3986). */
#include <weir/graph/element-impl.h>
#include <weir/graph/uri-handler.h>

#include <gio/gio.h>
#include <string.h>

G_DEFINE_INTERFACE (WeirURIHandler, weir_uri_handler, G_TYPE_OBJECT)

static void
weir_uri_handler_default_init (WeirURIHandlerInterface *iface)
{
}

GType
weir_uri_type_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { WEIR_URI_UNKNOWN, "WEIR_URI_UNKNOWN", "unknown" },
    { WEIR_URI_SINK, "WEIR_URI_SINK", "sink" },
    { WEIR_URI_SRC, "WEIR_URI_SRC", "src" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WeirURIType", values));
  return type;
}

static const WeirElementInfo *
info_of (WeirURIHandler *handler)
{
  return WEIR_IS_ELEMENT (handler) ? WEIR_ELEMENT_GET_CLASS (handler)->info : NULL;
}

/**
 * weir_uri_handler_get_uri_type:
 * @handler: an element that takes a URI
 *
 * Says whether it reads or writes.
 *
 * Thread: any
 *
 * Returns: what it does with the URI
 */
WeirURIType
weir_uri_handler_get_uri_type (WeirURIHandler *handler)
{
  g_return_val_if_fail (WEIR_IS_URI_HANDLER (handler), WEIR_URI_UNKNOWN);

  const WeirElementInfo *info = info_of (handler);
  return info != NULL ? (WeirURIType) info->uri_type : WEIR_URI_UNKNOWN;
}

/**
 * weir_uri_handler_get_protocols:
 * @handler: an element that takes a URI
 *
 * Lists the schemes that it handles.
 *
 * Thread: any
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1) (element-type utf8): the schemes
 */
const char *const *
weir_uri_handler_get_protocols (WeirURIHandler *handler)
{
  g_return_val_if_fail (WEIR_IS_URI_HANDLER (handler), NULL);

  const WeirElementInfo *info = info_of (handler);
  return info != NULL ? info->uri_protocols : NULL;
}

/**
 * weir_uri_handler_get_uri:
 * @handler: an element that takes a URI
 *
 * Gives the URI in force.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the URI
 */
char *
weir_uri_handler_get_uri (WeirURIHandler *handler)
{
  g_return_val_if_fail (WEIR_IS_URI_HANDLER (handler), NULL);

  WeirURIHandlerInterface *iface = WEIR_URI_HANDLER_GET_INTERFACE (handler);
  return iface->get_uri != NULL ? iface->get_uri (handler) : NULL;
}

/**
 * weir_uri_handler_set_uri:
 * @handler: an element that takes a URI
 * @uri: the URI
 * @error: return location for an error of the domain %WEIR_URI_ERROR
 *
 * Tells the element what to read or write.
 *
 * Thread: any
 *
 * Returns: whether it took it
 */
gboolean
weir_uri_handler_set_uri (WeirURIHandler *handler, const char *uri, GError **error)
{
  g_return_val_if_fail (WEIR_IS_URI_HANDLER (handler), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  g_autofree char *protocol = weir_uri_get_protocol (uri);
  if (protocol == NULL) {
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_BAD_URI,
                 "\"%s\" is not a URI: it lacks a scheme such as file:", uri);
    return FALSE;
  }

  const char *const *protocols = weir_uri_handler_get_protocols (handler);
  if (protocols != NULL && !g_strv_contains (protocols, protocol)) {
    g_autofree char *known = g_strjoinv (", ", (char **) protocols);
    g_set_error (error, WEIR_URI_ERROR, WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL,
                 "%s does not handle %s: URIs; it handles %s", WEIR_OBJECT_NAME (handler), protocol,
                 known);
    return FALSE;
  }
  WeirURIHandlerInterface *iface = WEIR_URI_HANDLER_GET_INTERFACE (handler);
  g_return_val_if_fail (iface->set_uri != NULL, FALSE);
  return iface->set_uri (handler, uri, error);
}

static gboolean
is_scheme_char (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '-' || c == '.';
}

/* The length of the scheme that `text` begins with; 0: it doesn't begin with one. */
static gsize
scheme_length (const char *text)
{
  gsize n = 0;

  if (!g_ascii_isalpha (text[0]))
    return 0;
  while (is_scheme_char (text[n]))
    n++;
  return n;
}

/**
 * weir_uri_protocol_is_valid:
 * @protocol: (nullable): a text
 *
 * Checks whether a text can be the scheme of a URI.
 *
 * Thread: any
 *
 * Returns: whether it can
 */
gboolean
weir_uri_protocol_is_valid (const char *protocol)
{
  return protocol != NULL && protocol[0] != '\0' && protocol[scheme_length (protocol)] == '\0';
}

/**
 * weir_uri_is_valid:
 * @uri: (nullable): a text
 *
 * Checks whether a text begins with the scheme of a URI. A scheme has two letters at least, so
 * that `C:\file` is none.
 *
 * Thread: any
 *
 * Returns: whether it does
 */
gboolean
weir_uri_is_valid (const char *uri)
{
  if (uri == NULL)
    return FALSE;
  gsize n = scheme_length (uri);
  return n > 1 && uri[n] == ':';
}

/**
 * weir_uri_get_protocol:
 * @uri: a text
 *
 * Gives the scheme of a URI, in lower case.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the scheme, or %NULL if it isn't a URI
 */
char *
weir_uri_get_protocol (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);
  return weir_uri_is_valid (uri) ? g_ascii_strdown (uri, (gssize) scheme_length (uri)) : NULL;
}

/**
 * weir_uri_has_protocol:
 * @uri: a text
 * @protocol: a scheme
 *
 * Checks whether a URI has a scheme.
 *
 * Thread: any
 *
 * Returns: whether it has
 */
gboolean
weir_uri_has_protocol (const char *uri, const char *protocol)
{
  g_return_val_if_fail (uri != NULL, FALSE);
  g_return_val_if_fail (protocol != NULL, FALSE);

  g_autofree char *own = weir_uri_get_protocol (uri);
  return own != NULL && g_ascii_strcasecmp (own, protocol) == 0;
}

/**
 * weir_uri_get_location:
 * @uri: a URI
 *
 * Gives what follows `scheme://`, with its escapes resolved.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the location, or %NULL if there is none
 */
char *
weir_uri_get_location (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);
  if (!weir_uri_is_valid (uri))
    return NULL;

  const char *rest = uri + scheme_length (uri) + 1;
  if (!g_str_has_prefix (rest, "//"))
    return NULL;
  rest += strlen ("//");
#define LOCAL_HOST "localhost/"
  if (weir_uri_has_protocol (uri, "file") && g_str_has_prefix (rest, LOCAL_HOST))
    rest += strlen (LOCAL_HOST) - 1;
#undef LOCAL_HOST
  return g_uri_unescape_string (rest, NULL);
}

/**
 * weir_uri_construct:
 * @protocol: a scheme
 * @location: what is there, not escaped
 *
 * Puts a URI together.
 *
 * Thread: any
 *
 * Returns: (transfer full): the URI
 */
char *
weir_uri_construct (const char *protocol, const char *location)
{
  g_return_val_if_fail (weir_uri_protocol_is_valid (protocol), NULL);
  g_return_val_if_fail (location != NULL, NULL);

  g_autofree char *scheme = g_ascii_strdown (protocol, -1);
  g_autofree char *escaped =
    g_uri_escape_string (location, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  return g_strdup_printf ("%s://%s", scheme, escaped);
}

/**
 * weir_filename_to_uri:
 * @filename: (type filename): a file, from the root or from the current folder
 * @error: return location for an error
 *
 * Gives the `file:` URI of a file. `.` and `..` are resolved; the file need not exist.
 *
 * Thread: any
 *
 * Returns: (transfer full) (nullable): the URI
 */
char *
weir_filename_to_uri (const char *filename, GError **error)
{
  g_return_val_if_fail (filename != NULL, NULL);

  g_autofree char *absolute = g_canonicalize_filename (filename, NULL);
  return g_filename_to_uri (absolute, NULL, error);
}
