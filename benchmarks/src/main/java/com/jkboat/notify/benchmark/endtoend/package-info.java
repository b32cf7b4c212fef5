/**
 * One run from the stored event to the recorded mail: Notify, a limit written by hand for this one job, and a peer.
 */
@NullMarked
package com.jkboat.notify.benchmark.endtoend;

import org.jspecify.annotations.NullMarked;
