package io.griot.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.griot.bench.Scenario.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run came to; what was not measured is empty or null. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Report(
    Conditions conditions,
    List<Row> transfers,
    SteadyLoad.@Nullable Figures httpAtHalfOfPeak,
    ColdSet.@Nullable Figures cold,
    List<HeapOverTime.Step> memory,
    Rebuilding.@Nullable Figures rebuild,
    List<Importing.Figures> imports,
    Statements.@Nullable Figures statement,
    Bills.@Nullable Figures bills,
    List<Micro.Figures> micro) {

  /** The figures that the ledger is held to. */
  @JsonProperty("marks")
  List<Mark> marks() {
    return Mark.all(this);
  }
}
