/* SPDX-License-Identifier: MIT */
/* For authors of plugins: what a module says of itself.
 *
 *   WEIR_PLUGIN_DEFINE ("gain", "Scales audio", "1.0", "MIT", weir_gain_get_type)
 *
 * at the end of one of its files. A plugin has no init function: everything about it stands in tables, which are read at
 * build time (weir-manifest) or once in a child process, so that programs start without opening modules. */
#pragma once

#include <gmodule.h>
#include <weir/graph/element-impl.h>
#include <weir/registry/type-find.h>

G_BEGIN_DECLS

/* Raised when WeirPluginInfo or what element-impl.h declares changes so that old modules can't be used. */
#define WEIR_PLUGIN_ABI 1

/**
 * WeirTypeFindInfo: (skip)
 * @name: what it is called, usually a media type
 * @rank: its #WeirRank
 * @extensions: (nullable): endings of file names, with commas between them
 * @caps: (nullable): what it may find, as text
 * @func: looks at a stream
 *
 * A function that finds out what kind of stream it sees, as a row of a plugin's table.
 */
typedef struct {
  const char *name;
  guint rank;
  const char *extensions;
  const char *caps;
  WeirTypeFindFunction func;
} WeirTypeFindInfo;

/**
 * WeirPluginInfo: (skip)
 * @abi: %WEIR_PLUGIN_ABI
 * @name: short, unique
 * @description: a sentence
 * @version: its version, as numbers with dots
 * @license: its licence, as an SPDX expression
 * @source: (nullable): the project that it belongs to
 * @package: (nullable): the package that it comes in
 * @origin: (nullable): where it is from, a URL
 * @elements: (nullable): %NULL-terminated: the functions that give the types of its elements
 * @type_finds: (nullable): ends with an empty row: its typefind functions
 *
 * What a module exports under the name `weir_plugin_info`.
 */
typedef struct {
  guint abi;
  const char *name;
  const char *description;
  const char *version;
  const char *license;
  const char *source;
  const char *package;
  const char *origin;
  GType (*const *elements) (void);
  const WeirTypeFindInfo *type_finds;
} WeirPluginInfo;

#define WEIR_PLUGIN_SYMBOL "weir_plugin_info"

/* The usual case: elements only. What follows the licence are their get_type functions. */
#define WEIR_PLUGIN_DEFINE(name_, description_, version_, license_, ...)                           \
  static GType (*const weir_plugin_elements[]) (void) = { __VA_ARGS__, NULL };                     \
  WEIR_PLUGIN_DEFINE_INFO (.name = name_, .description = description_, .version = version_,        \
                           .license = license_, .elements = weir_plugin_elements)

/* Any fields of WeirPluginInfo, but `abi`. */
#define WEIR_PLUGIN_DEFINE_INFO(...)                                                               \
  G_MODULE_EXPORT extern const WeirPluginInfo weir_plugin_info;                                    \
  G_MODULE_EXPORT const WeirPluginInfo weir_plugin_info = { .abi = WEIR_PLUGIN_ABI, __VA_ARGS__ };

G_END_DECLS
