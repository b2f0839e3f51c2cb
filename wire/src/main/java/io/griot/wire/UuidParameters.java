package io.griot.wire;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Reads path ids strictly: Java's own reading takes 1-1-1-1-1 for a UUID. */
@ControllerAdvice
final class UuidParameters {

  @InitBinder
  void register(WebDataBinder binder) {
    binder.registerCustomEditor(
        UUID.class,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            setValue(Uuids.find(text).orElseThrow(() -> new IllegalArgumentException(text)));
          }
        });
  }
}
