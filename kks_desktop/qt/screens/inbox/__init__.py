"""The province's inbox: what came in, what would come in, what people must decide."""
