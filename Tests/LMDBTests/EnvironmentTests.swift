// Placeholder.
import LMDB
