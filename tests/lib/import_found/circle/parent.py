import circle.inner

circle.inner.again
