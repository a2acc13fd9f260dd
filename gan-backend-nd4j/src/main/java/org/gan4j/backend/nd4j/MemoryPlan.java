package org.gan4j.backend.nd4j;

import static org.gan4j.backend.nd4j.NativeScope.ALIGNMENT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    int capacity() {
      return capacity;
    }
  }

  private final Schedule schedule;
  private final Map<Tensor, Integer> lastUses = new HashMap<>();
  private final Map<Tensor, Variable> inVariables = new HashMap<>();
  private final Map<Tensor, Block> blocks = new HashMap<>();
  private final List<List<Block>> scratch = new ArrayList<>();
  private final List<Block> free = new ArrayList<>();
  private final List<Block> all = new ArrayList<>();
  private final long size;

  MemoryPlan(Schedule schedule) {
    this.schedule = schedule;
    findLastUses();
    findTargets();
    List<Instruction> instructions = schedule.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      place(i, instructions.get(i));
    }
    this.size = layOut();
  }

  private void findLastUses() {
    List<Instruction> instructions = schedule.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      for (Tensor operand : instructions.get(i).operands()) {
        Tensor value = Schedule.storage(operand);
        // What an earlier phase made is needed again when this phase is repeated.
        boolean again = schedule.phase(value) != schedule.phase(instructions.get(i).result());
        lastUses.merge(value, again ? NEVER : i, Math::max);
      }
    }
    schedule.outputs().forEach(value -> lastUses.put(value, NEVER));
    schedule.updates().values().forEach(value -> lastUses.put(value, NEVER));
  }

  private void findTargets() {
    Map<Tensor, Integer> positions = new HashMap<>();
    Map<Variable, Integer> lastReads = new HashMap<>();
    List<Instruction> instructions = schedule.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      positions.put(instructions.get(i).result(), i);
      for (Tensor operand : instructions.get(i).operands()) {
        if (Schedule.storage(operand).op() instanceof Variable variable) {
          lastReads.put(variable, i);
        }
      }
    }
    schedule
        .updates()
        .forEach(
            (variable, value) -> {
              Integer position = positions.get(value);
              if (position != null
                  && !inVariables.containsKey(value)
                  && mayTarget(
                      instructions.get(position),
                      lastReads.getOrDefault(variable, -1) - position)) {
                inVariables.put(value, variable);
              }
            });
  }

  private boolean mayTarget(Instruction instruction, int lastRead) {
    return schedule.phase(instruction.result()) != Schedule.Phase.AT_COMPILATION
        && (lastRead < 0 || (lastRead == 0 && instruction.inPlace()));
  }

  private void place(int position, Instruction instruction) {
    List<Block> meanwhile = instruction.scratch().stream().map(this::take).toList();
    scratch.add(meanwhile);
    Tensor result = instruction.result();
    int count = result.shape().elementCount();
    List<Tensor> ending =
        instruction.operands().stream()
            .map(Schedule::storage)
            .distinct()
            .filter(value -> Objects.equals(lastUses.get(value), position))
            .filter(blocks::containsKey)
            .toList();
    List<Tensor> replaceable =
        ending.stream()
            .filter(value -> instruction.inPlace() && value.shape().elementCount() == count)
            .toList();
    replaceable.forEach(value -> free.add(block(value)));
    if (!inVariables.containsKey(result)) {
      blocks.put(result, take(count));
    }
    ending.stream().filter(v -> !replaceable.contains(v)).forEach(v -> free.add(block(v)));
    free.addAll(meanwhile);
  }

  private Block block(Tensor value) {
    return Objects.requireNonNull(blocks.get(value));
  }

  /** The smallest free block that is large enough, or the largest made larger, or a new one. */
  private Block take(int count) {
    Block taken =
        free.stream()
            .filter(block -> block.capacity >= count)
            .min(Comparator.comparingInt(Block::capacity))
            .or(() -> free.stream().max(Comparator.comparingInt(Block::capacity)))
            .orElseGet(this::newBlock);
    free.remove(taken);
    taken.capacity = Math.max(taken.capacity, count);
    return taken;
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

  /** The first element of a value that is in none of the variables and inputs. */
  long offset(Tensor value) {
    return block(value).offset;
  }

  /** The first elements of an instruction's scratch memory. */
  List<Long> scratch(int position) {
    return scratch.get(position).stream().map(block -> block.offset).toList();
  }
}
