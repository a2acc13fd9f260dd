package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;

import org.tensorflow.internal.c_api.TF_Status;

/** Where TensorFlow says whether a call went well. */
final class Status implements AutoCloseable {
  final TF_Status handle = TF_NewStatus();

  /**
   * @throws IllegalStateException if the last call failed, with TensorFlow's message
   */
  void check(String what) {
    if (TF_GetCode(handle) != TF_OK) {
      throw new IllegalStateException(
          "TensorFlow failed in " + what + ": " + TF_Message(handle).getString());
    }
  }

  @Override
  public void close() {
    TF_DeleteStatus(handle);
  }
}
