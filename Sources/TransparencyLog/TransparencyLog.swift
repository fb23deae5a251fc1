// The transparency log (etterprøvbar logg): one Merkle tree over all lines, so that anyone who
// holds an earlier root can check that nothing was changed or removed since.
//
// The forms are the field's, not ours, so that tools we did not write can check the log:
//
// - hashes and proofs: RFC 6962 §2.1 (verification as in RFC 9162 §2.1.3);
// - proofs against a part of the tree: draft-ietf-plants-merkle-tree-certs, "Subtrees";
// - tiles and their paths: C2SP tlog-tiles.
//
// Pure: bytes in, values out. What is stored, and where, the caller decides: everything that needs
// the tree asks for the hashes of complete subtrees (`NodeAddress`) through a closure.
//
//     Digest        32 bytes, SHA-256        Frontier      the tree's right edge: append, root
//     MerkleHash    leaf, node, empty        MerkleTree    roots and proofs from stored hashes
//     Subtree       an aligned range         ProofCheck    whether a proof holds, and why not
//     Tiles         hashes in tiles          TilePath      their names as static files
//
// Place kept: signed checkpoints (signerte kontrollpunkter). C2SP signed-note and tlog-checkpoint
// belong in this module as `SignedNote` and `Checkpoint`. They need origin, size and root, all
// here.
