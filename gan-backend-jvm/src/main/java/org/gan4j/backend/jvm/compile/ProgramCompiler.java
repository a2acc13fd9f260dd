package org.gan4j.backend.jvm.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Layout;
import org.gan4j.backend.jvm.loop.Access;
import org.gan4j.backend.jvm.loop.FusedGroup;
import org.gan4j.backend.jvm.loop.FusedLoop;
import org.gan4j.backend.jvm.loop.Fusion;
import org.gan4j.backend.jvm.loop.LoopGenerator;
import org.gan4j.backend.jvm.loop.ProductFusion;
import org.gan4j.backend.jvm.loop.ProductLoopGenerator;
import org.gan4j.backend.jvm.loop.Readers;
import org.gan4j.backend.jvm.loop.RowsForm;
import org.gan4j.backend.jvm.product.Workers;
import org.gan4j.program.ChangingValues;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a program: divides it into units, gives every value an array that is used again when its
 * value is no longer needed, and binds a kernel to each unit.
 *
 * <p>Nodes that depend on no updated variable are computed once in a call and keep their arrays. A
 * variable's new value is computed in the variable's own array if nothing reads the old one
 * afterwards, else it is copied there at the end of the run. One that is computed once in a call is
 * always copied, since the first run has yet to read the old value.
 */
final class ProgramCompiler {
  private final Program program;
  private final Kernels kernels;
  private final Workers workers;
  private final Map<Variable, float[]> variables;
  private final ChangingValues changing;
  private final List<Fusion.Unit> units;
  private final Readers readers;
  private final Map<Tensor, List<Tensor>> users = new HashMap<>();
  private final Map<Op, Tensor> leaves = new HashMap<>();
  private final Map<Tensor, Integer> lastUse = new HashMap<>();
  private final Map<Tensor, float[]> arrays = new HashMap<>();
  private final ArrayPool pool = new ArrayPool();
  private final Set<Tensor> pooled = new HashSet<>();
  private final Map<Tensor, Variable> updatedInPlace = new HashMap<>();
  private final Set<float[]> updatedArrays = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Place> given = new ArrayList<>();
  private final List<Task> once = new ArrayList<>();
  private final List<Task> eachRun = new ArrayList<>();

  ProgramCompiler(
      Program program, Kernels kernels, Workers workers, Map<Variable, float[]> variables) {
    this.program = program;
    this.kernels = kernels;
    this.workers = workers;
    this.variables = variables;
    this.changing = ChangingValues.of(program);
    List<Fusion.Unit> separate = Fusion.units(program, changing::contains);
    this.units = kernels.joinsProducts() ? ProductFusion.join(separate, kernels.lanes()) : separate;
    this.readers = new Readers(units);
    program.updates().forEach(update -> updatedArrays.add(variableArray(update.variable())));
    findUsers();
    findLastUses();
    findUpdatesInPlace();
  }

  CompiledProgram compile() {
    for (int i = 0; i < units.size(); i++) {
      compile(i, units.get(i));
    }
    List<JvmProgram.Transfer> fetches = new ArrayList<>();
    List<Place> results = new ArrayList<>();
    for (Output output : program.outputs()) {
      float[] array = safeFromUpdates(output.value());
      results.add(at(output.value(), array));
      fetches.add(
          new JvmProgram.Transfer(
              JvmWorkspace.HostCopy.reading(output.value().shape(), kernels.lanes()),
              new JvmProgram.Array(array)));
    }
    addUpdates();
    List<JvmProgram.Transfer> feeds = new ArrayList<>();
    for (Input input : program.inputs()) {
      feeds.add(
          new JvmProgram.Transfer(
              JvmWorkspace.HostCopy.feeding(input.shape(), kernels.lanes()),
              new JvmProgram.Array(array(leaf(input)))));
    }
    results.addAll(variablesAfterARun());
    DataFlow.check(program, variablesBeforeARun(), given, once, eachRun, results);
    return new JvmProgram(feeds, kernels(once), kernels(eachRun), fetches);
  }

  private static List<Kernel> kernels(List<Task> tasks) {
    return tasks.stream().map(Task::kernel).toList();
  }

  private List<Place> variablesBeforeARun() {
    return program.variables().stream()
        .map(variable -> Place.of(variable, variableArray(variable)))
        .toList();
  }

  private List<Place> variablesAfterARun() {
    Map<Variable, Place> places = new LinkedHashMap<>();
    for (Variable variable : program.variables()) {
      places.put(variable, Place.of(variable, variableArray(variable)));
    }
    for (Update update : program.updates()) {
      places.put(update.variable(), at(update.value(), variableArray(update.variable())));
    }
    return List.copyOf(places.values());
  }

  private void findUsers() {
    for (Tensor node : program.nodes()) {
      for (Tensor operand : node.operands()) {
        users.computeIfAbsent(operand, value -> new ArrayList<>()).add(node);
      }
      if (node.operands().isEmpty()) {
        leaves.put(node.op(), node);
      }
    }
  }

  private Stream<Tensor> users(Tensor value) {
    return users.getOrDefault(value, List.of()).stream();
  }

  /** The array of a value that must outlive the updates: a copy if it is an updated variable's. */
  private float[] safeFromUpdates(Tensor value) {
    float[] array = array(value);
    if (updatedInPlace.containsKey(value) || !updatedArrays.contains(array)) {
      return array;
    }
    float[] copy = new float[array.length];
    eachRun.add(
        new Task(
            () -> System.arraycopy(array, 0, copy, 0, copy.length),
            List.of(at(value, array)),
            List.of(at(value, copy))));
    return copy;
  }

  private Tensor leaf(Op op) {
    return Objects.requireNonNull(leaves.get(op), op::print);
  }

  private void findLastUses() {
    for (int i = 0; i < units.size(); i++) {
      for (Tensor node : units.get(i).nodes) {
        for (Tensor operand : node.operands()) {
          use(operand, i);
          if (FusedGroup.isVirtualBroadcast(operand)) {
            use(operand.operand(0), i);
          }
        }
      }
    }
    program.outputs().forEach(output -> use(output.value(), Integer.MAX_VALUE));
    program.updates().forEach(update -> use(update.value(), Integer.MAX_VALUE));
    for (int i = units.size() - 1; i >= 0; i--) {
      Tensor node = units.get(i).nodes.get(0);
      if (isView(node)) {
        use(node.operand(0), lastUse.getOrDefault(node, i));
      }
    }
  }

  /** Whether a value is needed at the end of a run. */
  private boolean isKept(Tensor value) {
    return lastUse.getOrDefault(value, -1) == Integer.MAX_VALUE;
  }

  private void use(Tensor value, int unit) {
    lastUse.merge(value, unit, Math::max);
  }

  private boolean isView(Tensor node) {
    return node.op() instanceof Reshape
        && layout(node).isRowMajor()
        && layout(node.operand(0)).isRowMajor();
  }

  private void findUpdatesInPlace() {
    Map<Tensor, Integer> unitOf = new HashMap<>();
    for (int i = 0; i < units.size(); i++) {
      for (Tensor node : units.get(i).nodes) {
        unitOf.put(node, i);
      }
    }
    for (Update update : program.updates()) {
      int unit = Objects.requireNonNull(unitOf.get(update.value()));
      if (units.get(unit).isFused()
          && units.get(unit).changes
          && !updatedInPlace.containsKey(update.value())
          && isFreeAfter(update.variable(), unit)) {
        updatedInPlace.put(update.value(), update.variable());
      }
    }
  }

  /** Whether no unit but this and earlier ones reads the variable, and this one at equal places. */
  private boolean isFreeAfter(Variable variable, int unit) {
    Tensor node = leaves.get(variable);
    return node == null
        || (lastUse.getOrDefault(node, -1) <= unit
            && users(node).noneMatch(this::isView)
            && units.get(unit).nodes.stream().noneMatch(member -> readsOtherPlaces(member, node)));
  }

  private static boolean readsOtherPlaces(Tensor member, Tensor value) {
    for (Tensor operand : member.operands()) {
      boolean product = operand == value && !FusedGroup.isFusable(member);
      boolean broadcast = FusedGroup.isVirtualBroadcast(operand) && operand.operand(0) == value;
      if (product || broadcast) {
        return true;
      }
    }
    return false;
  }

  private void compile(int position, Fusion.Unit unit) {
    List<Task> tasks = unit.changes ? eachRun : once;
    if (unit.isFused()) {
      tasks.add(fused(position, unit));
    } else {
      Tensor node = unit.nodes.get(0);
      KernelBinder binder = new KernelBinder(kernels, workers, this::array, this::newArray);
      Kernel kernel = bindOrPlace(node, binder);
      if (kernel != null) {
        tasks.add(
            new Task(
                kernel, node.operands().stream().map(this::place).toList(), List.of(place(node))));
      }
    }
    for (Tensor node : unit.nodes) {
      releaseOperands(position, node);
    }
  }

  /** Leaves and views are places, not kernels. */
  private @Nullable Kernel bindOrPlace(Tensor node, KernelBinder binder) {
    if (node.op() instanceof Variable variable) {
      arrays.put(node, variableArray(variable));
      return null;
    }
    if (node.op() instanceof Input) {
      arrays.put(node, new float[layout(node).length()]);
      given.add(place(node));
      return null;
    }
    if ((node.op() instanceof Fill || FusedGroup.isVirtualBroadcast(node))
        && isOnlyReadByLoops(node)) {
      return null;
    }
    if (node.op() instanceof Fill fill) {
      float[] constant = new float[layout(node).length()];
      Arrays.fill(constant, fill.value());
      arrays.put(node, constant);
      given.add(place(node));
      return null;
    }
    if (isView(node)) {
      arrays.put(node, array(node.operand(0)));
      return null;
    }
    return node.accept(binder);
  }

  /** Whether loops alone read a constant or a broadcast, which they do without its array. */
  private boolean isOnlyReadByLoops(Tensor node) {
    return !isKept(node) && users(node).allMatch(FusedGroup::isFusable);
  }

  private Task fused(int position, Fusion.Unit unit) {
    List<Tensor> writes = unit.nodes.stream().filter(node -> isNeededOutside(node, unit)).toList();
    FusedGroup group = FusedGroup.of(unit.nodes, writes);
    List<Place> reads = new ArrayList<>();
    Tensor product = group.product();
    RowsForm form = product == null ? null : RowsForm.of(product, kernels.lanes());
    if (product != null && form != null) {
      reads.add(place(form.left(product)));
      reads.add(place(form.right(product)));
    }
    for (Access read : group.reads()) {
      Place place = place(read.source());
      reads.add(read.mode() == Access.Mode.FULL ? place.elementwise() : place);
    }
    group.reads().stream()
        .map(Access::source)
        .filter(source -> isReadElementwise(array(source), reads))
        .forEach(source -> releaseAfter(position, source));
    List<Place> results = new ArrayList<>();
    for (Tensor write : writes) {
      Variable variable = updatedInPlace.get(write);
      results.add(
          at(write, variable == null ? newArray(write) : put(write, variableArray(variable))));
    }
    float[][] arrays =
        Stream.concat(reads.stream(), results.stream())
            .map(place -> place.array)
            .toArray(float[][]::new);
    Layout layout = layout(unit.nodes.get(0));
    boolean oneRow =
        product == null
            && group.reads().stream()
                .allMatch(r -> r.mode() == Access.Mode.FULL || r.mode() == Access.Mode.SINGLE);
    Shape shape = unit.nodes.get(0).shape();
    boolean matrix = shape.rank() == 2;
    int rowLength = oneRow ? layout.length() : matrix ? layout.stride() : shape.size(-1);
    int rows = oneRow ? 1 : matrix ? layout.outer() : layout.length() / rowLength;
    FusedLoop loop =
        form == null
            ? LoopGenerator.generate(group, kernels)
            : ProductLoopGenerator.generate(group, form, kernels);
    int lanes = kernels.lanes();
    return new Task(() -> loop.run(arrays, rows, rowLength, lanes), reads, results);
  }

  /** Whether a result may take the array. */
  private static boolean isReadElementwise(float[] array, List<Place> reads) {
    return reads.stream().allMatch(read -> read.array != array || read.elementwise);
  }

  private boolean isNeededOutside(Tensor node, Fusion.Unit unit) {
    return isKept(node) || readers.of(node).anyMatch(other -> other != unit);
  }

  private void releaseOperands(int position, Tensor node) {
    for (Tensor operand : node.operands()) {
      releaseAfter(position, operand);
      if (FusedGroup.isVirtualBroadcast(operand)) {
        releaseAfter(position, operand.operand(0));
      }
    }
  }

  /** Gives an array back when its value and all views of it are used for the last time. */
  private void releaseAfter(int position, Tensor value) {
    Tensor origin = origin(value);
    if (lastUse.getOrDefault(origin, -1) <= position && pooled.remove(origin)) {
      pool.giveBack(array(origin));
    }
  }

  /** What a view is a view of. */
  private Tensor origin(Tensor value) {
    Tensor origin = value;
    while (isView(origin)) {
      origin = origin.operand(0);
    }
    return origin;
  }

  private Place place(Tensor value) {
    return at(value, array(value));
  }

  private Place at(Tensor value, float[] array) {
    Tensor origin = origin(value);
    return Place.of(origin.op() instanceof Variable variable ? variable : origin, array);
  }

  private float[] newArray(Tensor node) {
    int length = layout(node).length();
    if (isKept(node) || !changing.contains(node)) {
      return put(node, new float[length]);
    }
    pooled.add(node);
    return put(node, pool.take(length));
  }

  private float[] put(Tensor node, float[] array) {
    arrays.put(node, array);
    return array;
  }

  private float[] array(Tensor node) {
    return Objects.requireNonNull(arrays.get(node), () -> "no array for " + node);
  }

  private float[] variableArray(Variable variable) {
    return Objects.requireNonNull(variables.get(variable), variable::name);
  }

  private Layout layout(Tensor node) {
    return Layout.of(node.shape(), kernels.lanes());
  }

  private void addUpdates() {
    List<Place> from = new ArrayList<>();
    List<Place> to = new ArrayList<>();
    for (Update update : program.updates()) {
      float[] target = variableArray(update.variable());
      if (array(update.value()) != target) {
        from.add(at(update.value(), safeFromUpdates(update.value())));
        to.add(at(update.value(), target));
      }
    }
    if (from.isEmpty()) {
      return;
    }
    float[][] sources = from.stream().map(place -> place.array).toArray(float[][]::new);
    float[][] targets = to.stream().map(place -> place.array).toArray(float[][]::new);
    eachRun.add(
        new Task(
            () -> {
              for (int i = 0; i < sources.length; i++) {
                System.arraycopy(sources[i], 0, targets[i], 0, targets[i].length);
              }
            },
            from,
            to));
  }
}
