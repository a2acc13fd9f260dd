package org.gan4j.backend.nd4j;

import static org.gan4j.backend.nd4j.NativeScope.ALIGNMENT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Where each value is in memory. Values that are never needed at the same time share a block; an
 * updated variable's new value is computed right into the variable where nothing reads the old one
 * any more.
 */
final class MemoryPlan {
  private static final int NEVER = Integer.MAX_VALUE;

  /** A piece of memory, as large as the largest value that is ever in it. */
  private static final class Block {
    int capacity;
    long offset;
  }

  private final InstructionOrder order;
  private final SharedMemory sharedMemory;
  private final Map<Tensor, Integer> lastUses = new HashMap<>();
  private final Map<Tensor, Variable> inVariables = new HashMap<>();
  private final Map<Tensor, Block> blocks = new HashMap<>();
  private final List<List<Block>> scratch = new ArrayList<>();
  private final NavigableMap<Integer, Deque<Block>> free = new TreeMap<>();
  private final List<Block> all = new ArrayList<>();
  private final long size;

  MemoryPlan(InstructionOrder order) {
    this.order = order;
    this.sharedMemory = order.sharedMemory();
    findLastUses();
    findTargets();
    List<Instruction> instructions = order.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      place(i, instructions.get(i));
    }
    this.size = layOut();
  }

  private void findLastUses() {
    List<Instruction> instructions = order.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      for (Tensor operand : instructions.get(i).operands()) {
        Tensor value = sharedMemory.root(operand);
        // What runs less often leaves a value that each later run needs again.
        boolean again = order.frequency(value) != order.frequency(instructions.get(i).result());
        lastUses.merge(value, again ? NEVER : i, Math::max);
      }
    }
    Stream.concat(order.outputs().stream(), order.updates().values().stream())
        .forEach(value -> lastUses.put(sharedMemory.root(value), NEVER));
  }

  private void findTargets() {
    Map<Tensor, Integer> positions = new HashMap<>();
    Map<Variable, Integer> lastReads = new HashMap<>();
    List<Instruction> instructions = order.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      positions.put(instructions.get(i).result(), i);
      for (Tensor operand : instructions.get(i).operands()) {
        if (sharedMemory.root(operand).op() instanceof Variable variable) {
          lastReads.put(variable, i);
        }
      }
    }
    order
        .updates()
        .forEach(
            (variable, value) -> {
              Tensor root = sharedMemory.root(value);
              Integer position = positions.get(root);
              if (position != null
                  && sharedMemory.isWhole(value)
                  && !sharedMemory.hasParts(root)
                  && !inVariables.containsKey(root)
                  && mayTarget(
                      instructions.get(position),
                      variable,
                      lastReads.getOrDefault(variable, -1) - position)) {
                inVariables.put(root, variable);
              }
            });
  }

  /** Whether the result may be computed in the memory of a variable, which is read until then. */
  private boolean mayTarget(Instruction instruction, Variable variable, int lastRead) {
    return order.frequency(instruction.result()) != InstructionOrder.Frequency.AT_COMPILATION
        && (lastRead < 0
            || (lastRead == 0
                && instruction.inPlace()
                && readsWhole(instruction, root -> root.op().equals(variable))));
  }

  /** Whether an instruction reads all of a memory element by element, and no part repeatedly. */
  private boolean readsWhole(Instruction instruction, Predicate<Tensor> isRoot) {
    return instruction.operands().stream()
        .filter(operand -> isRoot.test(sharedMemory.root(operand)))
        .allMatch(sharedMemory::isWhole);
  }

  private void place(int position, Instruction instruction) {
    List<Block> meanwhile = instruction.scratch().stream().map(this::take).toList();
    scratch.add(meanwhile);
    Tensor root = sharedMemory.root(instruction.result());
    List<Tensor> ending =
        instruction.operands().stream()
            .map(sharedMemory::root)
            .distinct()
            .filter(value -> Objects.equals(lastUses.get(value), position))
            .filter(value -> blocks.containsKey(value) && !value.equals(root))
            .toList();
    boolean isPlaced = blocks.containsKey(root) || inVariables.containsKey(root);
    Optional<Tensor> replaced =
        ending.stream().filter(value -> !isPlaced && mayReplace(instruction, value)).findFirst();
    if (!isPlaced) {
      blocks.put(root, replaced.map(this::block).orElseGet(() -> take(root)));
    }
    ending.stream()
        .filter(value -> !replaced.equals(Optional.of(value)))
        .forEach(value -> giveBack(block(value)));
    meanwhile.forEach(this::giveBack);
  }

  /** Whether the result may take the memory of an operand, of which nothing else is read. */
  private boolean mayReplace(Instruction instruction, Tensor ending) {
    return instruction.inPlace()
        && sharedMemory.root(instruction.result()).equals(instruction.result())
        && ending.shape().elementCount() == instruction.result().shape().elementCount()
        && readsWhole(instruction, ending::equals);
  }

  private Block block(Tensor value) {
    return Objects.requireNonNull(blocks.get(value));
  }

  private Block take(Tensor value) {
    return take(value.shape().elementCount());
  }

  /** The smallest free block that is large enough, or the largest made larger, or a new one. */
  private Block take(int count) {
    Map.Entry<Integer, Deque<Block>> fitting = free.ceilingEntry(count);
    if (fitting == null) {
      fitting = free.lastEntry();
    }
    Block taken = fitting == null ? newBlock() : fitting.getValue().remove();
    if (fitting != null && fitting.getValue().isEmpty()) {
      free.remove(fitting.getKey());
    }
    taken.capacity = Math.max(taken.capacity, count);
    return taken;
  }

  private void giveBack(Block block) {
    free.computeIfAbsent(block.capacity, capacity -> new ArrayDeque<>()).add(block);
  }

  private Block newBlock() {
    Block block = new Block();
    all.add(block);
    return block;
  }

  /** Lays the blocks out one after another. */
  private long layOut() {
    long end = 0;
    for (Block block : all) {
      block.offset = end;
      end += (block.capacity + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
    }
    return end;
  }

  /** How many floats all blocks take together. */
  long size() {
    return size;
  }

  /** The variable in which a value is computed, if it is an updated variable's new value. */
  Optional<Variable> variable(Tensor value) {
    return Optional.ofNullable(inVariables.get(value));
  }

  /** The first element of a value with memory of its own. */
  long offset(Tensor value) {
    return block(value).offset;
  }

  /** The first elements of an instruction's scratch memory. */
  List<Long> scratch(int position) {
    return scratch.get(position).stream().map(block -> block.offset).toList();
  }
}
