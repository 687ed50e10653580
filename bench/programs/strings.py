# building, splitting, joining, replacing text
def run(n):
    text = ""
    for i in range(n):
        text += str(i) + ","
    parts = text.split(",")
    joined = "-".join(parts)
    replaced = joined.replace("9", "nine")
    return len(text) + len(parts) + len(replaced) + replaced.count("nine") + replaced.find("77777")


print(run(150000))
