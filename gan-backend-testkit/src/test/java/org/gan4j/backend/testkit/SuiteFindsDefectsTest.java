package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite is worth something only if a backend with a single defect fails it. */
class SuiteFindsDefectsTest {

  /** A defect, the test that must find it, and which of that test's cases fail, and no others. */
  static Stream<Arguments> defects() {
    return Stream.of(
        arguments(Defects.TanhIsSixUlpsOff.class, "elementwiseFunctions", "tanh .*"),
        arguments(
            Defects.SoftplusIsExpTooEarly.class, "functionsAtTheirWorst", "softplus at its worst"),
        arguments(
            Defects.SigmoidOverflows.class, "elementwiseFunctionsOfSpecialValues", "sigmoid .*"),
        arguments(Defects.MaxIgnoresNaN.class, "elementwiseFunctionsOfSpecialValues", "max .*"),
        arguments(
            Defects.NaNSelectsFalse.class, "elementwiseFunctionsOfSpecialValues", "select .*"),
        arguments(Defects.SumMissesTheLastElement.class, "reductions", "sum .*"),
        arguments(Defects.ReductionMaxIgnoresNaN.class, "reductions", "max .*special.*"),
        arguments(
            Defects.MatMulIgnoresTransposeRight.class, "matrixProducts", ".*transposeRight.*"),
        arguments(
            Defects.ConvolutionPadsAtTheWrongEnd.class,
            "convolutionsAndTheirGradients",
            "conv2d stride.*"),
        arguments(
            Defects.SumMissesTheLastElement.class,
            "gradientsOfOperations",
            "(gradient|derivatives) of .*"),
        arguments(
            Defects.FusedProductAndSumMissesTheLastElement.class,
            "randomPrograms",
            "random program .*"),
        arguments(Defects.UpdatesTakeEffectOneByOne.class, "twoVariablesSwap", ".*"),
        arguments(
            Defects.UpdatesTakeEffectOneByOne.class, "updatesSeeTheValuesFromBeforeTheRun", ".*"),
        arguments(
            Defects.OutputsSeeUpdates.class, "anUpdatedVariableIsReadOutWithItsOldValue", ".*"),
        arguments(Defects.UpdatesTakeEffectOneByOne.class, "randomProgramsOverVariables", ".*"),
        arguments(
            Defects.UpdatesTakeEffectInReverseOrder.class, "randomProgramsOverVariables", ".*"),
        arguments(
            Defects.UpdatesThatOthersReadTakeEffectTwice.class,
            "randomProgramsOverVariables",
            ".*"),
        arguments(Defects.CopiesComeAfterOtherUpdates.class, "randomProgramsOverVariables", ".*"),
        arguments(Defects.OneVariableIsReadOncePerCall.class, "randomProgramsOverVariables", ".*"),
        arguments(Defects.OutputsSeeUpdates.class, "randomProgramsOverVariables", ".*"),
        arguments(Defects.OutputsAreOfTheFirstRun.class, "randomProgramsOverVariables", ".*"),
        arguments(
            Defects.UpdatesThatOthersReadTakeEffectTwice.class,
            "aCounterThatSeveralValuesReadCountsOnce",
            ".*"),
        arguments(
            Defects.UpdatesThatOthersReadTakeEffectTwice.class,
            "schedulesInOptimizers",
            ".* (warm-up of|times) .*|.*(momentum|RMSProp|Adam|Adagrad).*"),
        arguments(Defects.TimesIsIgnored.class, "runningSeveralTimesEqualsRunningThatOften", ".*"),
        arguments(
            Defects.OutputsAreOfTheFirstRun.class,
            "runningSeveralTimesEqualsRunningThatOften",
            ".*"),
        arguments(Defects.UnwantedOutputsCrash.class, "outputsThatAreNotWantedAreSkipped", ".*"),
        arguments(Defects.InputsAreOverwritten.class, "inputsAreNotChanged", ".*"),
        arguments(
            Defects.WrittenArraysAreKept.class, "aValueThatIsWrittenIsReadBackToTheBit", ".*"),
        arguments(
            Defects.SessionsShareVariables.class,
            "oneProgramCompiledInTwoSessionsDoesNotShareVariables",
            ".*"),
        arguments(Defects.ResultsVary.class, "theSameRunGivesTheSameBits", ".*"),
        arguments(
            Defects.ThreadsDisturbEachOther.class, "twoSessionsRunAtTheSameTimeInTwoThreads", ".*"),
        arguments(
            Defects.MemoryIsNeverReleased.class, "thousandsOfSessionsAreOpenedAndClosed", ".*"),
        arguments(
            Defects.DeepProgramsOverflowTheStack.class, "aProgramOfThousandsOfNodesRuns", ".*"));
  }

  @ParameterizedTest(name = "{0} fails {1}")
  @MethodSource("defects")
  void aDefectIsFoundByTheTestForIt(
      Class<? extends BackendConformance> defective, String test, String failing) {
    List<String> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(defective, test))
            .execute()
            .testEvents()
            .failed()
            .map(Event::getTestDescriptor)
            .map(descriptor -> descriptor.getDisplayName())
            .toList();
    assertThat(failed).isNotEmpty().allMatch(name -> name.matches(failing));
  }
}
