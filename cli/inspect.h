/* SPDX-License-Identifier: MIT */
/* What is known about elements and plugins, as text for people and as JSON for programs. All of it
 * comes from manifests, so no module is opened, but for the signals of one element. */
#pragma once

#include <weir/registry/registry.h>

G_BEGIN_DECLS

/* Elements of a plugin by name; all by plugin and name if plugin is NULL. (transfer full)
 * (element-type WeirElementFactory) */
GPtrArray *cli_inspect_list_elements (WeirPlugin *plugin);
/* By name. (transfer full) (element-type WeirPlugin) */
GPtrArray *cli_inspect_list_plugins (void);
/* A signal of the kind of element itself and of its bases: "handoff (buffer: WeirBuffer, ...)".
 * (transfer full) (element-type utf8); NULL and an error if its module can't be opened. */
GPtrArray *cli_inspect_list_signals (WeirElementFactory *factory, GError **error);

/* (transfer full) All texts end in a line break and are at most n_columns wide where they can be. */
char *cli_inspect_format_list (guint n_columns);
char *cli_inspect_format_element (WeirElementFactory *factory, guint n_columns);
char *cli_inspect_format_plugin (WeirPlugin *plugin, guint n_columns);

char *cli_inspect_list_to_json (void);
char *cli_inspect_element_to_json (WeirElementFactory *factory);
char *cli_inspect_plugin_to_json (WeirPlugin *plugin);

/* What the shell may complete: lines of "element" names, of "property:ELEMENT" names, and of
 * "value:ELEMENT:PROPERTY". (transfer full); empty if there is nothing. */
char *cli_inspect_complete (const char *what);

/* Appends text in lines that begin with so many blanks; the first goes on where out ends. */
void cli_inspect_wrap (GString *out, const char *text, guint indent, guint n_columns);

/* "integer" for "gint". */
const char *cli_inspect_type_name (const WeirFactoryProperty *property);

G_END_DECLS
