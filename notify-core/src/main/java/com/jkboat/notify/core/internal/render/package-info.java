/**
 * Render: from the plan and the model to a finished message.
 */
@NullMarked
package com.jkboat.notify.core.internal.render;

import org.jspecify.annotations.NullMarked;
