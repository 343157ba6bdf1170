/* SPDX-License-Identifier: MIT */
/* Flow results by name. */
#include <weir/data/flow.h>

G_DEFINE_ENUM_TYPE (WeirFlowReturn, weir_flow_return,
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_SUCCESS_2, "custom-success-2"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_SUCCESS_1, "custom-success-1"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_SUCCESS, "custom-success"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_AGAIN, "again"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_NOT_LINKED, "not-linked"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_FLUSHING, "flushing"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_EOS, "eos"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_NOT_NEGOTIATED, "not-negotiated"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_NOT_SUPPORTED, "not-supported"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_ERROR, "custom-error"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_ERROR_1, "custom-error-1"),
                    G_DEFINE_ENUM_VALUE (WEIR_FLOW_CUSTOM_ERROR_2, "custom-error-2"))

/**
 * weir_flow_get_name:
 * @ret: a flow result
 *
 * Thread: any.
 *
 * Returns: its name, or `unknown`
 */
const char *
weir_flow_get_name (WeirFlowReturn ret)
{
  switch (ret) {
  case WEIR_FLOW_AGAIN:
    return "again";
  case WEIR_FLOW_OK:
    return "ok";
  case WEIR_FLOW_NOT_LINKED:
    return "not-linked";
  case WEIR_FLOW_FLUSHING:
    return "flushing";
  case WEIR_FLOW_EOS:
    return "eos";
  case WEIR_FLOW_NOT_NEGOTIATED:
    return "not-negotiated";
  case WEIR_FLOW_ERROR:
    return "error";
  case WEIR_FLOW_NOT_SUPPORTED:
    return "not-supported";
  case WEIR_FLOW_CUSTOM_SUCCESS:
  case WEIR_FLOW_CUSTOM_SUCCESS_1:
  case WEIR_FLOW_CUSTOM_SUCCESS_2:
    return "custom-success";
  case WEIR_FLOW_CUSTOM_ERROR:
  case WEIR_FLOW_CUSTOM_ERROR_1:
  case WEIR_FLOW_CUSTOM_ERROR_2:
    return "custom-error";
  }
  return "unknown";
}

/**
 * weir_flow_to_quark:
 * @ret: a flow result
 *
 * Thread: any.
 *
 * Returns: the quark of its name
 */
GQuark
weir_flow_to_quark (WeirFlowReturn ret)
{
  return g_quark_from_static_string (weir_flow_get_name (ret));
}
