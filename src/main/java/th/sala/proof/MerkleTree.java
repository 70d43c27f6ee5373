package th.sala.proof;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962, section 2: roots, proofs, and how both are checked.
public final class MerkleTree {
    /// What is known of a tree: the hash of each complete subtree.
    public interface Nodes {
        /// @param level 0 for a leaf, 1 for two leaves, 2 for four …
        /// @param index how many subtrees of this level stand left of it
        Hash at(int level, long index);
    }

    private static final Hash EMPTY = Hash.sha256(new byte[0]);

    private MerkleTree() {}

    /// The nodes over leaves that are held in memory.
    public static Nodes over(List<Hash> leaves) {
        var levels = new ArrayList<List<Hash>>();
        levels.add(leaves);
        while (levels.getLast().size() > 1) {
            var below = levels.getLast();
            var level = new ArrayList<Hash>();
            for (int i = 0; i + 1 < below.size(); i += 2) {
                level.add(Hash.node(below.get(i), below.get(i + 1)));
            }
            levels.add(level);
        }
        return (level, index) -> levels.get(level).get((int) index);
    }

    /// The root of the first `size` leaves.
    public static Hash root(Nodes nodes, long size) {
        return size == 0 ? EMPTY : subtree(nodes, 0, size);
    }

    /// The hash over the leaves from `start` up to but without `end`; a start is always a multiple
    /// of the largest power of two below their number.
    private static Hash subtree(Nodes nodes, long start, long end) {
        var width = end - start;
        if (Long.bitCount(width) == 1) {
            var level = Long.numberOfTrailingZeros(width);
            return nodes.at(level, start >> level);
        }
        var middle = start + split(width);
        return Hash.node(subtree(nodes, start, middle), subtree(nodes, middle, end));
    }

    /// The largest power of two smaller than the width.
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    /// Proves that a leaf stands at this place of the tree.
    ///
    /// @throws IllegalArgumentException unless `0 <= index < size`
    public static List<Hash> inclusion(Nodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " of " + size);
        }
        var proof = new ArrayList<Hash>();
        include(nodes, index, 0, size, proof);
        return proof;
    }

    private static void include(Nodes nodes, long index, long start, long end, List<Hash> proof) {
        if (end - start == 1) {
            return;
        }
        var middle = start + split(end - start);
        if (index < middle) {
            include(nodes, index, start, middle, proof);
            proof.add(subtree(nodes, middle, end));
        } else {
            include(nodes, index, middle, end, proof);
            proof.add(subtree(nodes, start, middle));
        }
    }

    /// Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2).
    public static boolean isIncluded(
            Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var place = index;
        var last = size - 1;
        var hash = leaf;
        for (var neighbour : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = Hash.node(neighbour, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Proves that the tree of `size` leaves begins with the tree of `old` leaves.
    ///
    /// @throws IllegalArgumentException unless `0 <= old <= size`
    public static List<Hash> consistency(Nodes nodes, long old, long size) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("tree " + old + " in " + size);
        }
        var proof = new ArrayList<Hash>();
        if (old != 0 && old != size) {
            begin(nodes, old, 0, size, true, proof);
        }
        return proof;
    }

    private static void begin(
            Nodes nodes, long old, long start, long end, boolean whole, List<Hash> proof) {
        if (old == end - start) {
            if (!whole) {
                proof.add(subtree(nodes, start, end));
            }
            return;
        }
        var split = split(end - start);
        if (old <= split) {
            begin(nodes, old, start, start + split, whole, proof);
            proof.add(subtree(nodes, start + split, end));
        } else {
            begin(nodes, old - split, start + split, end, false, proof);
            proof.add(subtree(nodes, start, start + split));
        }
    }

    /// Whether the proof shows that the newer tree begins with the older one (RFC 9162, 2.1.4.2).
    public static boolean isConsistent(
            long old, Hash oldRoot, long size, Hash root, List<Hash> proof) {
        if (old < 0 || old > size) {
            return false;
        }
        if (old == size) {
            return proof.isEmpty() && oldRoot.equals(root);
        }
        if (old == 0) {
            return proof.isEmpty() && oldRoot.equals(EMPTY);
        }
        var path = new ArrayList<>(proof);
        if (Long.bitCount(old) == 1) {
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        var place = old - 1;
        var last = size - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        var older = path.getFirst();
        var newer = path.getFirst();
        for (var neighbour : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                older = Hash.node(neighbour, older);
                newer = Hash.node(neighbour, newer);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                newer = Hash.node(newer, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(oldRoot) && newer.equals(root);
    }
}
