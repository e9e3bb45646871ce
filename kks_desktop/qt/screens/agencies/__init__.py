"""OPD & rencana: who answers for what, the plan to the target, what is proven today."""
