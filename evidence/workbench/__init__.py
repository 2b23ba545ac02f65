"""What analysts, reviewers and owners do in the store: who may, drafts, review, double entry."""
