/* SPDX-License-Identifier: MIT */
/* The enums of this room as GTypes, so that bindings know them by name and see which error domain
 * belongs to which codes. */
#include <weir/base/error.h>
#include <weir/base/log.h>

/* One enum type; the values' table ends with a row of zeros. */
static GType
register_enum (gsize *type, const char *name, const GEnumValue *values)
{
  if (g_once_init_enter (type))
    g_once_init_leave (type, g_enum_register_static (name, values));
  return *type;
}

/**
 * weir_error_get_type:
 *
 * Returns: the type of #WeirError
 */
GType
weir_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_ERROR_FAILED, "WEIR_ERROR_FAILED", "failed" },
    { WEIR_ERROR_SYNTAX, "WEIR_ERROR_SYNTAX", "syntax" },
    { WEIR_ERROR_UNKNOWN_NAME, "WEIR_ERROR_UNKNOWN_NAME", "unknown-name" },
    { WEIR_ERROR_WRONG_VALUE, "WEIR_ERROR_WRONG_VALUE", "wrong-value" },
    { WEIR_ERROR_WRONG_STATE, "WEIR_ERROR_WRONG_STATE", "wrong-state" },
    { WEIR_ERROR_NAME_TAKEN, "WEIR_ERROR_NAME_TAKEN", "name-taken" },
    { WEIR_ERROR_PAD_TAKEN, "WEIR_ERROR_PAD_TAKEN", "pad-taken" },
    { WEIR_ERROR_LOOP, "WEIR_ERROR_LOOP", "loop" },
    { WEIR_ERROR_CAPS, "WEIR_ERROR_CAPS", "caps" },
    { WEIR_ERROR_LIMIT, "WEIR_ERROR_LIMIT", "limit" },
    { WEIR_ERROR_STALLED, "WEIR_ERROR_STALLED", "stalled" },
    { WEIR_ERROR_TIMEOUT, "WEIR_ERROR_TIMEOUT", "timeout" },
    { WEIR_ERROR_CANCELLED, "WEIR_ERROR_CANCELLED", "cancelled" },
    { WEIR_ERROR_PLUGIN, "WEIR_ERROR_PLUGIN", "plugin" },
    { WEIR_ERROR_UNSUPPORTED, "WEIR_ERROR_UNSUPPORTED", "unsupported" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirError", values);
}

/**
 * weir_core_error_get_type:
 *
 * Returns: the type of #WeirCoreError
 */
GType
weir_core_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_CORE_ERROR_FAILED, "WEIR_CORE_ERROR_FAILED", "failed" },
    { WEIR_CORE_ERROR_TOO_LAZY, "WEIR_CORE_ERROR_TOO_LAZY", "too-lazy" },
    { WEIR_CORE_ERROR_NOT_IMPLEMENTED, "WEIR_CORE_ERROR_NOT_IMPLEMENTED", "not-implemented" },
    { WEIR_CORE_ERROR_STATE_CHANGE, "WEIR_CORE_ERROR_STATE_CHANGE", "state-change" },
    { WEIR_CORE_ERROR_PAD, "WEIR_CORE_ERROR_PAD", "pad" },
    { WEIR_CORE_ERROR_THREAD, "WEIR_CORE_ERROR_THREAD", "thread" },
    { WEIR_CORE_ERROR_NEGOTIATION, "WEIR_CORE_ERROR_NEGOTIATION", "negotiation" },
    { WEIR_CORE_ERROR_EVENT, "WEIR_CORE_ERROR_EVENT", "event" },
    { WEIR_CORE_ERROR_SEEK, "WEIR_CORE_ERROR_SEEK", "seek" },
    { WEIR_CORE_ERROR_CAPS, "WEIR_CORE_ERROR_CAPS", "caps" },
    { WEIR_CORE_ERROR_TAG, "WEIR_CORE_ERROR_TAG", "tag" },
    { WEIR_CORE_ERROR_MISSING_PLUGIN, "WEIR_CORE_ERROR_MISSING_PLUGIN", "missing-plugin" },
    { WEIR_CORE_ERROR_CLOCK, "WEIR_CORE_ERROR_CLOCK", "clock" },
    { WEIR_CORE_ERROR_DISABLED, "WEIR_CORE_ERROR_DISABLED", "disabled" },
    { WEIR_CORE_ERROR_NUM_ERRORS, "WEIR_CORE_ERROR_NUM_ERRORS", "num-errors" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirCoreError", values);
}

/**
 * weir_library_error_get_type:
 *
 * Returns: the type of #WeirLibraryError
 */
GType
weir_library_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_LIBRARY_ERROR_FAILED, "WEIR_LIBRARY_ERROR_FAILED", "failed" },
    { WEIR_LIBRARY_ERROR_TOO_LAZY, "WEIR_LIBRARY_ERROR_TOO_LAZY", "too-lazy" },
    { WEIR_LIBRARY_ERROR_INIT, "WEIR_LIBRARY_ERROR_INIT", "init" },
    { WEIR_LIBRARY_ERROR_SHUTDOWN, "WEIR_LIBRARY_ERROR_SHUTDOWN", "shutdown" },
    { WEIR_LIBRARY_ERROR_SETTINGS, "WEIR_LIBRARY_ERROR_SETTINGS", "settings" },
    { WEIR_LIBRARY_ERROR_ENCODE, "WEIR_LIBRARY_ERROR_ENCODE", "encode" },
    { WEIR_LIBRARY_ERROR_NUM_ERRORS, "WEIR_LIBRARY_ERROR_NUM_ERRORS", "num-errors" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirLibraryError", values);
}

/**
 * weir_resource_error_get_type:
 *
 * Returns: the type of #WeirResourceError
 */
GType
weir_resource_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_RESOURCE_ERROR_FAILED, "WEIR_RESOURCE_ERROR_FAILED", "failed" },
    { WEIR_RESOURCE_ERROR_TOO_LAZY, "WEIR_RESOURCE_ERROR_TOO_LAZY", "too-lazy" },
    { WEIR_RESOURCE_ERROR_NOT_FOUND, "WEIR_RESOURCE_ERROR_NOT_FOUND", "not-found" },
    { WEIR_RESOURCE_ERROR_BUSY, "WEIR_RESOURCE_ERROR_BUSY", "busy" },
    { WEIR_RESOURCE_ERROR_OPEN_READ, "WEIR_RESOURCE_ERROR_OPEN_READ", "open-read" },
    { WEIR_RESOURCE_ERROR_OPEN_WRITE, "WEIR_RESOURCE_ERROR_OPEN_WRITE", "open-write" },
    { WEIR_RESOURCE_ERROR_OPEN_READ_WRITE, "WEIR_RESOURCE_ERROR_OPEN_READ_WRITE",
      "open-read-write" },
    { WEIR_RESOURCE_ERROR_CLOSE, "WEIR_RESOURCE_ERROR_CLOSE", "close" },
    { WEIR_RESOURCE_ERROR_READ, "WEIR_RESOURCE_ERROR_READ", "read" },
    { WEIR_RESOURCE_ERROR_WRITE, "WEIR_RESOURCE_ERROR_WRITE", "write" },
    { WEIR_RESOURCE_ERROR_SEEK, "WEIR_RESOURCE_ERROR_SEEK", "seek" },
    { WEIR_RESOURCE_ERROR_SYNC, "WEIR_RESOURCE_ERROR_SYNC", "sync" },
    { WEIR_RESOURCE_ERROR_SETTINGS, "WEIR_RESOURCE_ERROR_SETTINGS", "settings" },
    { WEIR_RESOURCE_ERROR_NO_SPACE_LEFT, "WEIR_RESOURCE_ERROR_NO_SPACE_LEFT", "no-space-left" },
    { WEIR_RESOURCE_ERROR_NOT_AUTHORIZED, "WEIR_RESOURCE_ERROR_NOT_AUTHORIZED", "not-authorized" },
    { WEIR_RESOURCE_ERROR_NUM_ERRORS, "WEIR_RESOURCE_ERROR_NUM_ERRORS", "num-errors" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirResourceError", values);
}

/**
 * weir_stream_error_get_type:
 *
 * Returns: the type of #WeirStreamError
 */
GType
weir_stream_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_STREAM_ERROR_FAILED, "WEIR_STREAM_ERROR_FAILED", "failed" },
    { WEIR_STREAM_ERROR_TOO_LAZY, "WEIR_STREAM_ERROR_TOO_LAZY", "too-lazy" },
    { WEIR_STREAM_ERROR_NOT_IMPLEMENTED, "WEIR_STREAM_ERROR_NOT_IMPLEMENTED", "not-implemented" },
    { WEIR_STREAM_ERROR_TYPE_NOT_FOUND, "WEIR_STREAM_ERROR_TYPE_NOT_FOUND", "type-not-found" },
    { WEIR_STREAM_ERROR_WRONG_TYPE, "WEIR_STREAM_ERROR_WRONG_TYPE", "wrong-type" },
    { WEIR_STREAM_ERROR_CODEC_NOT_FOUND, "WEIR_STREAM_ERROR_CODEC_NOT_FOUND", "codec-not-found" },
    { WEIR_STREAM_ERROR_DECODE, "WEIR_STREAM_ERROR_DECODE", "decode" },
    { WEIR_STREAM_ERROR_ENCODE, "WEIR_STREAM_ERROR_ENCODE", "encode" },
    { WEIR_STREAM_ERROR_DEMUX, "WEIR_STREAM_ERROR_DEMUX", "demux" },
    { WEIR_STREAM_ERROR_MUX, "WEIR_STREAM_ERROR_MUX", "mux" },
    { WEIR_STREAM_ERROR_FORMAT, "WEIR_STREAM_ERROR_FORMAT", "format" },
    { WEIR_STREAM_ERROR_DECRYPT, "WEIR_STREAM_ERROR_DECRYPT", "decrypt" },
    { WEIR_STREAM_ERROR_DECRYPT_NOKEY, "WEIR_STREAM_ERROR_DECRYPT_NOKEY", "decrypt-nokey" },
    { WEIR_STREAM_ERROR_NUM_ERRORS, "WEIR_STREAM_ERROR_NUM_ERRORS", "num-errors" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirStreamError", values);
}

/**
 * weir_parse_error_get_type:
 *
 * Returns: the type of #WeirParseError
 */
GType
weir_parse_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_PARSE_ERROR_SYNTAX, "WEIR_PARSE_ERROR_SYNTAX", "syntax" },
    { WEIR_PARSE_ERROR_NO_SUCH_ELEMENT, "WEIR_PARSE_ERROR_NO_SUCH_ELEMENT", "no-such-element" },
    { WEIR_PARSE_ERROR_NO_SUCH_PROPERTY, "WEIR_PARSE_ERROR_NO_SUCH_PROPERTY", "no-such-property" },
    { WEIR_PARSE_ERROR_LINK, "WEIR_PARSE_ERROR_LINK", "link" },
    { WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY, "WEIR_PARSE_ERROR_COULD_NOT_SET_PROPERTY",
      "could-not-set-property" },
    { WEIR_PARSE_ERROR_EMPTY_BIN, "WEIR_PARSE_ERROR_EMPTY_BIN", "empty-bin" },
    { WEIR_PARSE_ERROR_EMPTY, "WEIR_PARSE_ERROR_EMPTY", "empty" },
    { WEIR_PARSE_ERROR_DELAYED_LINK, "WEIR_PARSE_ERROR_DELAYED_LINK", "delayed-link" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirParseError", values);
}

/**
 * weir_plugin_error_get_type:
 *
 * Returns: the type of #WeirPluginError
 */
GType
weir_plugin_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_PLUGIN_ERROR_MODULE, "WEIR_PLUGIN_ERROR_MODULE", "module" },
    { WEIR_PLUGIN_ERROR_DEPENDENCIES, "WEIR_PLUGIN_ERROR_DEPENDENCIES", "dependencies" },
    { WEIR_PLUGIN_ERROR_NAME_MISMATCH, "WEIR_PLUGIN_ERROR_NAME_MISMATCH", "name-mismatch" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirPluginError", values);
}

/**
 * weir_uri_error_get_type:
 *
 * Returns: the type of #WeirURIError
 */
GType
weir_uri_error_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL, "WEIR_URI_ERROR_UNSUPPORTED_PROTOCOL",
      "unsupported-protocol" },
    { WEIR_URI_ERROR_BAD_URI, "WEIR_URI_ERROR_BAD_URI", "bad-uri" },
    { WEIR_URI_ERROR_BAD_STATE, "WEIR_URI_ERROR_BAD_STATE", "bad-state" },
    { WEIR_URI_ERROR_BAD_REFERENCE, "WEIR_URI_ERROR_BAD_REFERENCE", "bad-reference" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirURIError", values);
}

/**
 * weir_debug_level_get_type:
 *
 * Returns: the type of #WeirDebugLevel
 */
GType
weir_debug_level_get_type (void)
{
  static const GEnumValue values[] = {
    { WEIR_LEVEL_NONE, "WEIR_LEVEL_NONE", "none" },
    { WEIR_LEVEL_ERROR, "WEIR_LEVEL_ERROR", "error" },
    { WEIR_LEVEL_WARNING, "WEIR_LEVEL_WARNING", "warning" },
    { WEIR_LEVEL_FIXME, "WEIR_LEVEL_FIXME", "fixme" },
    { WEIR_LEVEL_INFO, "WEIR_LEVEL_INFO", "info" },
    { WEIR_LEVEL_DEBUG, "WEIR_LEVEL_DEBUG", "debug" },
    { WEIR_LEVEL_LOG, "WEIR_LEVEL_LOG", "log" },
    { WEIR_LEVEL_TRACE, "WEIR_LEVEL_TRACE", "trace" },
    { 0 },
  };
  static gsize type;

  return register_enum (&type, "WeirDebugLevel", values);
}
