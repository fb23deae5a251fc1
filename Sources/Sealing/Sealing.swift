// Sealed parts (forseglede deler): personal text encrypted beside the event line, and the key
// store.
//
// The line holds key id and digest, the log holds the ciphertext, and the keys lie outside both:
//
//     FOLDER/keys.jsonl    one line of canonical JSON for each data key, in order of making
//     FOLDER/keys.lock     empty; flock(2) on it, so that one process at a time writes keys.jsonl
//     FOLDER/master.key    64 hexadecimal digits and a newline, mode 0600; may lie elsewhere
//
// Lines of keys.jsonl. The first tells a wrong master key from a damaged file:
//
//     {"check":"<hex>","format":"sakslogg-keys-1"}
//     {"class":"text","created":"<time>","key":"<uuid>","subject":"case/…","wrapped":"<hex>"}
//     {"basis":"<text>","class":"text","destroyed":"<time>","key":"<uuid>","subject":"case/…"}
//
// There is one living data key for each subject and class. `wrapped` is the key's 32 bytes, sealed
// with the master key and the key id as associated data; `check` is nothing at all, sealed
// likewise. Sealed bytes are everywhere: 0x01 ‖ nonce (12) ‖ AES-256-GCM ciphertext ‖ tag (16). A
// text's associated data is its event id, a newline, and its key id.
//
// Why nothing is lost: a key line is synced before its key is used, so a line cut short by a crash
// belongs to a key that no text was sealed with. Lines are only added, but for the destruction of
// keys, which puts a new file in the old one's place. What no program can promise: that the disk
// or a backup does not still hold the old file's blocks.
