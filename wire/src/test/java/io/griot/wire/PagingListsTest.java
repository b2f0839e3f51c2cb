package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagingListsTest {

  private final WireServer server = WireServer.started();

  @Test
  void leads_from_page_to_page_to_the_end() {
    HttpResponse<String> first = server.get("/numbers/?q=a%20b&limit=3");
    assertThat(first.body()).isEqualTo("[0,1,2]");
    HttpResponse<String> second = server.get(next(first));
    assertThat(second.body()).isEqualTo("[3,4,5]");
    assertThat(next(second)).contains("q=a%20b", "limit=3").containsOnlyOnce("cursor=");
    HttpResponse<String> third = server.get(next(second));
    assertThat(third.body()).isEqualTo("[6]");
    assertThat(third.headers().firstValue("Link")).isEmpty();
  }

  @Test
  void has_no_next_page_after_a_full_last_one() {
    assertThat(server.get("/numbers?limit=7").headers().firstValue("Link")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "201", "abc", "", "1e2", "99999999999"})
  void refuses_a_limit_that_is_none(String limit) {
    HttpResponse<String> answer = server.get("/numbers?limit=" + limit);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"limit\"", "from 1 to 200");
  }

  @Test
  void refuses_a_cursor_that_was_tampered_with() {
    String next = next(server.get("/numbers?limit=3"));
    char last = next.charAt(next.length() - 1);
    for (String bad :
        new String[] {
          next.substring(0, next.length() - 1) + (last == 'A' ? 'Q' : 'A'),
          next.substring(0, next.length() - 2),
          "/numbers?cursor=",
          "/numbers?cursor=***",
          "/numbers?cursor=AAAAAAAA",
          "/numbers?cursor=" + "A".repeat(4000)
        }) {
      HttpResponse<String> answer = server.get(bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("\"field\":\"cursor\"");
    }
  }

  private static String next(HttpResponse<String> answer) {
    String link = answer.headers().firstValue("Link").orElseThrow();
    assertThat(link).endsWith(">; rel=\"next\"");
    return link.substring(1, link.indexOf('>'));
  }
}
