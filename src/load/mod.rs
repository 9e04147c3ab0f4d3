//! From what the reader brings (files, saved pages, feeds) to articles.
